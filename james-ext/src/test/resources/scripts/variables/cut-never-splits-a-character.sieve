# variable-size: 4
# helo: abc😀
# expect: 550 5.7.1 [abc]
# helo: ab😀
# expect: 550 5.7.1 [ab?]
require ["variables", "extlists", "reject", "ereject", "environment"];
set "a" "${env.helo_domain}";
reject "[${a}]";
