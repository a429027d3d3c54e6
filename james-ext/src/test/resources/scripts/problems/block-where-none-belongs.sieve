# problem: 5:1: error: 'keep' takes no block, expected ';'
# problem: 5:8: error: unknown command 'rejct', did you mean 'reject'?
# problem: 6:11: error: unknown command 'nothing'
require ["variables", "extlists", "reject", "ereject", "environment"];
keep { rejct "x"; }
if true { nothing; }
