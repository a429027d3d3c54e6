# helo: a.test
# expect: 550 5.7.1 hit
# helo: 
# expect: 550 5.7.1 hit
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :contains "${env.helo_domain}" "" { reject "550 5.7.1 hit"; }
