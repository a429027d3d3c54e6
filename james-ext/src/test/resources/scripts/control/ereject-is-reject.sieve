# helo: a
# expect: 550 5.7.1 no
require ["variables", "extlists", "reject", "ereject", "environment"];
ereject "no";
