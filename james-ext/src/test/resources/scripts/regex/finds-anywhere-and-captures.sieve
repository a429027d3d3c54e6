# helo: dyn-17.pool.example.org
# expect: 550 5.7.1 17 of pool, all of dyn-17.pool.
# helo: mx.example.org
# expect: accept
require ["variables", "reject", "relational", "comparator-i;ascii-numeric", "comparator-i;unicode-casemap", "regex"];
if string :regex "${env.helo_domain}" ["^nothing$", "dyn-([0-9]+)\\.(pool|dsl)\\."] {
    reject "550 5.7.1 ${1} of ${2}, all of ${0}";
}
