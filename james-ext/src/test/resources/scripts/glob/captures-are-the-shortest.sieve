# helo: a.b.c.d
# expect: 550 5.7.1 [a] [b.c.d]
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :matches "${env.helo_domain}" "*.*" { reject "550 5.7.1 [${1}] [${2}]"; }
