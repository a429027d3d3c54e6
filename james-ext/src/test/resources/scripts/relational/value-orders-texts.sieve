# helo: b.example
# expect: 550 5.7.1 gt ge ne
# helo: a.example
# expect: 550 5.7.1 ge le eq
# helo: A
# expect: 550 5.7.1 lt le ne
require ["variables", "reject", "relational", "comparator-i;ascii-numeric", "comparator-i;unicode-casemap", "regex"];
if string :value "gt" "${env.helo_domain}" "a.example" { set "r" "${r}gt "; }
if string :value "GE" "${env.helo_domain}" "a.example" { set "r" "${r}ge "; }
if string :value "lt" "${env.helo_domain}" "a.example" { set "r" "${r}lt "; }
if string :value "le" "${env.helo_domain}" "A.EXAMPLE" { set "r" "${r}le "; }
if string :value "eq" "${env.helo_domain}" "a.example" { set "r" "${r}eq "; }
if string :value "ne" "${env.helo_domain}" "a.example" { set "r" "${r}ne"; }
reject "550 5.7.1 ${r}";
