# helo: a.test
# expect: 550 5.7.1 one / two
require ["variables", "extlists", "reject", "ereject", "environment"];
reject "one
two";
