# helo: a+b.example
# expect: 550 5.7.1 quoted
# helo: a(b
# expect: 550 5.7.1 quoted
require ["variables", "reject", "relational", "comparator-i;ascii-numeric", "comparator-i;unicode-casemap", "regex"];
set :quoteregex "p" "${env.helo_domain}";
if string :regex "x ${env.helo_domain} y" " ${p} " { reject "quoted"; }
