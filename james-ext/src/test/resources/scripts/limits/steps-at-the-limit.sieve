# steps: 4
# helo: a
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if true { keep; keep; }
