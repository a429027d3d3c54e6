# problem: 3:1: error: found a string where the end of the script or a name is expected
require ["variables", "extlists", "reject", "ereject", "environment"];
"abc";
