# helo: host1.test
# expect: 550 5.7.1 hit
# helo: hosté.test
# expect: 550 5.7.1 hit
# helo: host😀.test
# expect: 550 5.7.1 hit
# helo: host.test
# expect: accept
# helo: host12.test
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :matches "${env.helo_domain}" "host?.test" { reject "550 5.7.1 hit"; }
