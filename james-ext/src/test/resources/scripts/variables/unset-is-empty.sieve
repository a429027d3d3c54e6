# helo: a
# expect: 550 5.7.1 []
# problem: 5:10: warning: variable 'nothing' is never set
require ["variables", "extlists", "reject", "ereject", "environment"];
reject "[${nothing}]";
