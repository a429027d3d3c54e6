# helo: a
# expect: 550 5.7.1 []
require ["variables", "extlists", "reject", "ereject", "environment"];
reject "[${62}]";
