# helo: mail.a.test
# expect: 550 5.7.1 hit
# helo: mail.b.test
# expect: 550 5.7.1 hit
# helo: mail.c.test
# expect: accept
# helo: good.a.test
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if allof (anyof (string :matches "${env.helo_domain}" "*.a.test", string :matches "${env.helo_domain}" "*.b.test"), not string :contains "${env.helo_domain}" "good", true, not false) { reject "550 5.7.1 hit"; }
