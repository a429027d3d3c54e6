# helo: a
# expect: 550 5.7.1 after keep
require ["variables", "extlists", "reject", "ereject", "environment"];
keep;
reject "after keep";
