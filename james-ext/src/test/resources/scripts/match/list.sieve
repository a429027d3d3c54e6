# helo: mail.spammer.test
# expect: 550 5.7.1 hit
# helo: bad.example
# expect: 550 5.7.1 hit
# helo: bad.example.
# expect: 550 5.7.1 hit
# helo: BAD.example
# expect: 550 5.7.1 hit
# helo: good.example
# expect: accept
# helo: 
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :list "${env.helo_domain}" "list/blocked-domains" { reject "550 5.7.1 hit"; }
