# problem: 3:33: error: there is no list 'list/blocked-domain', did you mean 'list/blocked-domains'?
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :list "${env.stage}" "list/blocked-domain" { keep; }
