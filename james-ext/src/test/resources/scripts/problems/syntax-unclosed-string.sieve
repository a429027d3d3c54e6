# problem: 3:8: error: the string that starts here is not closed by '"'
require ["variables", "extlists", "reject", "ereject", "environment"];
reject "abc;
keep;
