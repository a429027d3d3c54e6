# problem: 3:5: error: the script ends where ';' or '{' is expected
require ["variables", "extlists", "reject", "ereject", "environment"];
keep
