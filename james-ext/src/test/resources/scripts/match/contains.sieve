# helo: mail.SPAM.test
# expect: 550 5.7.1 hit
# helo: spam
# expect: 550 5.7.1 hit
# helo: mail.spa.m
# expect: accept
# helo: 
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :contains "${env.helo_domain}" "spam" { reject "550 5.7.1 hit"; }
