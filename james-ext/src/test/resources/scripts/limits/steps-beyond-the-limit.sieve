# steps: 3
# helo: a
# expect: failure: script 'ehlo': it takes more than 3 steps
require ["variables", "extlists", "reject", "ereject", "environment"];
if true { keep; keep; }
