# helo: a
# expect: 550 5.7.1 first
# helo: b
# expect: 550 5.7.1 second
# helo: c
# expect: 550 5.7.1 third
# helo: d
# expect: 550 5.7.1 otherwise
require ["variables", "extlists", "reject", "ereject", "environment"];
if string "${env.helo_domain}" "a" { reject "550 5.7.1 first"; }
elsif string "${env.helo_domain}" "b" { reject "550 5.7.1 second"; }
elsif string "${env.helo_domain}" "c" { reject "550 5.7.1 third"; }
else { reject "550 5.7.1 otherwise"; }
