# helo: a.test
# expect: 550 5.7.1 hit
# helo: b.test
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if string "${env.helo_domain}" "a.test" { reject "550 5.7.1 hit"; }
