# problem: 4:19: error: unknown relation 'more', expected one of gt, ge, lt, le, eq, ne
# problem: 5:11: error: ':count' needs a string behind it
require ["variables", "relational"];
if string :value "more" "a" "b" { keep; }
if string :count ["gt"] "a" "b" { keep; }
