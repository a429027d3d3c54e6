# helo: bad.example
# expect: 550 5.7.1 hit
# helo: a.test
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
set "kind" "blocked-domains";
if string :list "${env.helo_domain}" "list/${kind}" { reject "550 5.7.1 hit"; }
