# helo: friend.example.org
# expect: 550 5.7.1 hit
# helo: bad.example
# expect: 550 5.7.1 hit
# helo: a.test
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :list "${env.helo_domain}" ["list/friends", "list/blocked-domains"] { reject "550 5.7.1 hit"; }
