# helo: a.b
# expect: 550 5.7.1 x [] a.b
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :matches "${env.helo_domain}" "*.*" { set "all" "${0}"; if string :matches "x-y" "*-y" { reject "550 5.7.1 ${1} [${2}] ${all}"; } }
