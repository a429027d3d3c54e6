# helo: a.test
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :is :comparator "i;octet" "${env.helo_domain}" "A.TEST" { reject "550 5.7.1 hit"; }
