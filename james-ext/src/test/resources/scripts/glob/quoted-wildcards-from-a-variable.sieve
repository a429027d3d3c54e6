# helo: a*
# expect: 550 5.7.1 hit
# helo: ab
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
set :quotewildcard "p" "a*";
if string :matches "${env.helo_domain}" "${p}" { reject "550 5.7.1 hit"; }
