# problem: 3:6: error: '/' has no meaning outside a string
require ["variables", "extlists", "reject", "ereject", "environment"];
keep / ;
