# helo: a\b
# expect: 550 5.7.1 hit
# helo: ab
# expect: accept
# helo: a\\b
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :matches "${env.helo_domain}" "a\\\\b" { reject "550 5.7.1 hit"; }
