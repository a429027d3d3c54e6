# problem: 3:4: error: unknown test 'strng', did you mean 'string'?
require ["variables", "extlists", "reject", "ereject", "environment"];
if strng "a" "b" { keep; }
