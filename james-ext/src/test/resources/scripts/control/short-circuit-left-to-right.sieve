# helo: a
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if allof (false, string :list "${env.helo_domain}" "list/down") { reject "x"; }
if anyof (true, string :list "${env.helo_domain}" "list/down") { stop; }
reject "y";
