# helo: a
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if true { stop; }
reject "never";
