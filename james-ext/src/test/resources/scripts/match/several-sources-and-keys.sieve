# helo: b.test
# expect: 550 5.7.1 hit
# helo: fixed
# expect: 550 5.7.1 hit
# helo: a
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if string ["${env.helo_domain}", "fixed2"] ["b.test", "c.test", "fixed"] { reject "550 5.7.1 hit"; }
