# helo: a
# expect: 550 5.7.1 u0022
require ["variables", "extlists", "reject", "ereject", "environment"];
reject "\u0022";
