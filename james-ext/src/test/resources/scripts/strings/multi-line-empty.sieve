# helo: a.test
# expect: 550 5.7.1 refused by policy
require ["variables", "extlists", "reject", "ereject", "environment"];
reject text:
.
;
