# problem: 3:7: error: found '}' where the end of the script or a name is expected
require ["variables", "extlists", "reject", "ereject", "environment"];
keep; }
