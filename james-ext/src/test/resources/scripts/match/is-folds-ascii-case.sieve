# helo: mail.example.org
# expect: 550 5.7.1 hit
# helo: MAIL.EXAMPLE.ORG
# expect: 550 5.7.1 hit
# helo: mail.example.or
# expect: accept
# helo: xmail.example.org
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :is "${env.helo_domain}" "Mail.Example.ORG" { reject "550 5.7.1 hit"; }
