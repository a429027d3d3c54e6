# variable-size: 4
# helo: a***
# expect: 550 5.7.1 [a\*\]
require ["variables", "extlists", "reject", "ereject", "environment"];
set :quotewildcard "a" "${env.helo_domain}";
reject "[${a}]";
