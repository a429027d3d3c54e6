# helo: a
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if environment :contains "location" "" { reject "x"; }
