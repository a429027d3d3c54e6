# problem: 3:9: error: unknown namespace 'enf', did you mean 'env'?
require ["variables", "extlists", "reject", "ereject", "environment"];
reject "${enf.stage}";
