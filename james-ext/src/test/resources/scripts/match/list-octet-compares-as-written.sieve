# helo: mail.spammer.test
# expect: 550 5.7.1 hit
# helo: bad.example
# expect: accept
# helo: bad.example.
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :list :comparator "i;octet" "${env.helo_domain}" "list/blocked-domains" { reject "550 5.7.1 hit"; }
