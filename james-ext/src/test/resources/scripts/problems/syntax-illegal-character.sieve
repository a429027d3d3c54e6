# problem: 3:7: error: '@' has no meaning outside a string
require ["variables", "extlists", "reject", "ereject", "environment"];
keep; @ "x"
