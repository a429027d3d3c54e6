# helo: bad.example
# expect: 550 5.7.1 hit
# helo: good.example
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if environment :list "helo_domain" "list/blocked-domains" { reject "550 5.7.1 hit"; }
