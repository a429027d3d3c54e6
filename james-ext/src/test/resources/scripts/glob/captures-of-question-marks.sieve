# helo: x1y2
# expect: 550 5.7.1 1-2
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :matches "${env.helo_domain}" "x?y?" { reject "550 5.7.1 ${1}-${2}"; }
