# helo: a(b
# expect: failure: script 'ehlo': 'a(b' is no pattern: no pattern: '(' is never closed
# helo: ab
# expect: 550 5.7.1 found
require ["variables", "reject", "relational", "comparator-i;ascii-numeric", "comparator-i;unicode-casemap", "regex"];
if string :regex "ab" "${env.helo_domain}" { reject "found"; }
