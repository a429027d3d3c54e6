# helo: a.test
# expect: failure: script 'ehlo': there is no list 'list/nothing'
require ["variables", "extlists", "reject", "ereject", "environment"];
set "kind" "nothing";
if string :list "${env.helo_domain}" "list/${kind}" { reject "550 5.7.1 hit"; }
