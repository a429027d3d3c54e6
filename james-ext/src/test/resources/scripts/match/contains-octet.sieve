# helo: mail.spam.test
# expect: 550 5.7.1 hit
require ["variables", "extlists", "reject", "ereject", "environment"];
if allof (string :contains :comparator "i;octet" "${env.helo_domain}" "spam", not string :contains :comparator "i;octet" "${env.helo_domain}" "Spam") { reject "550 5.7.1 hit"; }
