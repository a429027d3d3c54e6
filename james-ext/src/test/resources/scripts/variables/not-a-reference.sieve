# helo: a
# expect: 550 5.7.1 ${} ${a b} ${a ${a.} ${.a} ${1a} ${1.a} $a $$ ${hex:41} ${a-b} $a ${
require ["variables", "extlists", "reject", "ereject", "environment"];
reject "${} ${a b} ${a ${a.} ${.a} ${1a} ${1.a} $a $$ ${hex:41} ${a-b} $${env.helo_domain} ${";
