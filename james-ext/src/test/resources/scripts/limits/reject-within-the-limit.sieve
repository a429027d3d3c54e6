# steps: 1
# helo: a
# expect: 550 5.7.1 in time
require ["variables", "extlists", "reject", "ereject", "environment"];
reject "in time";
