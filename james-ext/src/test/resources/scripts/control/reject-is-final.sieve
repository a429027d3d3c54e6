# helo: a
# expect: 550 5.7.1 first
require ["variables", "extlists", "reject", "ereject", "environment"];
if true { reject "first"; }
keep;
reject "second";
