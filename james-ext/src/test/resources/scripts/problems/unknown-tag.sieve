# problem: 3:11: error: unknown tag ':match' of 'string', did you mean ':matches'?
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :match "a" "b" { keep; }
