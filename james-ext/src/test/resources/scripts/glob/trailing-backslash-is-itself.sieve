# helo: a\
# expect: 550 5.7.1 hit
# helo: a
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :matches "${env.helo_domain}" "a\\" { reject "550 5.7.1 hit"; }
