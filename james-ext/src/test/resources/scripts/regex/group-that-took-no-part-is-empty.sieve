# helo: b
# expect: 550 5.7.1 [][b]
require ["variables", "reject", "relational", "comparator-i;ascii-numeric", "comparator-i;unicode-casemap", "regex"];
if string :regex "${env.helo_domain}" "(a)|(b)" { reject "[${1}][${2}]"; }
