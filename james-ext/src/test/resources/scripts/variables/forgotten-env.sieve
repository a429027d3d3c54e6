# helo: a
# expect: 550 5.7.1 []
# problem: 5:10: warning: variable 'helo_domain' is never set, did you mean 'env.helo_domain'?
require ["variables", "extlists", "reject", "ereject", "environment"];
reject "[${helo_domain}]";
