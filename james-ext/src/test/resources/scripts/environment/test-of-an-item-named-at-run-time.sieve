# helo: stage
# expect: 550 5.7.1 hit
# helo: nothing
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if environment "${env.helo_domain}" "ehlo" { reject "550 5.7.1 hit"; }
