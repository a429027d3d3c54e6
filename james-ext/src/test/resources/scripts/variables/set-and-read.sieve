# helo: a.test
# expect: 550 5.7.1 <a.test> <a.test!>
require ["variables", "extlists", "reject", "ereject", "environment"];
set "Name" "${env.helo_domain}";
set "name2" "${NAME}!";
reject "<${name}> <${Name2}>";
