# problem: 3:1: error: unknown command 'frobnicate'
require ["variables", "extlists", "reject", "ereject", "environment"];
frobnicate;
