# problem: 7:6: error: 'env.stage' can be read and not set
# problem: 8:6: error: '1' cannot name a variable: letters, digits and '_' can, no digit first, at most 100
# problem: 9:6: error: 'a b' cannot name a variable: letters, digits and '_' can, no digit first, at most 100
# problem: 10:6: error: '${env.stage}' cannot name a variable: letters, digits and '_' can, no digit first, at most 100
# problem: 11:6: error: '' cannot name a variable: letters, digits and '_' can, no digit first, at most 100
require ["variables", "extlists", "reject", "ereject", "environment"];
set "env.stage" "x";
set "1" "x";
set "a b" "x";
set "${env.stage}" "x";
set "" "x";
