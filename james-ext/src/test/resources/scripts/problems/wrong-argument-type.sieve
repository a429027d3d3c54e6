# problem: 4:8: error: <reason: string> of 'reject' cannot be a list
# problem: 5:8: error: <reason: string> of 'reject' cannot be a number
require ["variables", "extlists", "reject", "ereject", "environment"];
reject ["a"];
reject 99999999999999999999;
