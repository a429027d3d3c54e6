# problem: 4:9: error: unknown environment item 'helo_doman', did you mean 'helo_domain'?
# problem: 5:17: error: unknown environment item 'stagee', did you mean 'stage'?
require ["variables", "extlists", "reject", "ereject", "environment"];
reject "${env.helo_doman}";
if environment "stagee" "x" { keep; }
