# helo: bad.example
# expect: 550 5.7.1 hit
# helo: other.example
# expect: failure: script 'ehlo': list 'list/down' cannot be asked: connection refused
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :list "${env.helo_domain}" ["list/blocked-domains", "list/down"] { reject "550 5.7.1 hit"; }
