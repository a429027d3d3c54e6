# helo: a.test
# expect: 550 5.7.1 hit
# helo: xa.test
# expect: accept
# helo: a.testx
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :matches "${env.helo_domain}" "a.test" { reject "550 5.7.1 hit"; }
