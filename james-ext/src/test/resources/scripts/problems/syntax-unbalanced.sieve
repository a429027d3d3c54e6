# problem: 3:16: error: the script ends where a name or '}' is expected
require ["variables", "extlists", "reject", "ereject", "environment"];
if true { keep;
