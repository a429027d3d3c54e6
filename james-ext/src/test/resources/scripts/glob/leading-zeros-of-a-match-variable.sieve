# helo: a.b
# expect: 550 5.7.1 b a
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :matches "${env.helo_domain}" "*.*" { reject "550 5.7.1 ${02} ${001}"; }
