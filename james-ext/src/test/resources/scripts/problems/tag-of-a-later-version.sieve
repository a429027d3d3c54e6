# problem: 4:11: error: ':regex' belongs to the capability 'regex', which is not supported by this version
# problem: 5:11: error: ':value' belongs to the capability 'relational', which is not supported by this version
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :regex "a" "b" { keep; }
if string :value "gt" "a" "b" { keep; }
