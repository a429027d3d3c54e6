# problem: 3:19: error: ':comparator' needs a string behind it
require ["variables", "extlists", "reject", "ereject", "environment"];
if string "a" "b" :comparator { keep; }
