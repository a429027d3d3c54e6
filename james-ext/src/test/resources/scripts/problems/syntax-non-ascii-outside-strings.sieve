# problem: 3:7: error: '日' has no meaning outside a string
require ["variables", "extlists", "reject", "ereject", "environment"];
keep; 日
