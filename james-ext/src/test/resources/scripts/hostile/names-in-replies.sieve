# helo: a'b"c\d
# expect: 550 5.7.1 a'b"c\d
# helo: ${env.stage}
# expect: 550 5.7.1 ${env.stage}
# helo: 250 ok
# expect: 550 5.7.1 250 ok
# helo: 421 bye
# expect: 421 4.7.1 bye
# helo: [31mred
# expect: 550 5.7.1 [31mred
# helo: grün
# expect: 550 5.7.1 gr?n
require ["variables", "extlists", "reject", "ereject", "environment"];
reject "${env.helo_domain}";
