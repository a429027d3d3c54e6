# helo: mail.dyn.test
# expect: 550 5.7.1 mail
# helo: mail.stat.test
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
set "p" "*.dyn.*";
if string :matches "${env.helo_domain}" "${p}" { reject "550 5.7.1 ${1}"; }
