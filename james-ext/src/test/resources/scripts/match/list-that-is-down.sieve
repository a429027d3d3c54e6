# helo: a.test
# expect: failure: script 'ehlo': list 'list/down' cannot be asked: connection refused
# helo:
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :list "${env.helo_domain}" "list/down" { reject "550 5.7.1 hit"; }
