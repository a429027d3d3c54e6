# problem: 3:1: error: unknown command 'rejct', did you mean 'reject'?
require ["variables", "extlists", "reject", "ereject", "environment"];
rejct "x";
