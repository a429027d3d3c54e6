# helo: mail.dyn.isp.test
# expect: 550 5.7.1 hit
# helo: mail.dyn..
# expect: 550 5.7.1 hit
# helo: dyn.isp.test
# expect: accept
# helo: mail.dyna.test
# expect: accept
# helo: mail-dyn
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :matches "${env.helo_domain}" "*.dyn.*" { reject "550 5.7.1 hit"; }
