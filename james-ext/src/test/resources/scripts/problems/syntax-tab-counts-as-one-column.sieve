# problem: 3:18: error: found '}' where ';' or '{' is expected
require ["variables", "extlists", "reject", "ereject", "environment"];
	if true {		keep }
