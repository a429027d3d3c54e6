# variable-size: 4
# helo: abcd
# expect: 550 5.7.1 [abcd]
# helo: abcde
# expect: 550 5.7.1 [abcd]
require ["variables", "extlists", "reject", "ereject", "environment"];
set "a" "${env.helo_domain}";
reject "[${a}]";
