# helo: a*b?c
# expect: 550 5.7.1 hit
# helo: axbyc
# expect: accept
# helo: a*bxc
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :matches "${env.helo_domain}" "a\\*b\\?c" { reject "550 5.7.1 hit"; }
