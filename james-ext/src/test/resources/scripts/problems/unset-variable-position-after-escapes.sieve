# problem: 3:17: warning: variable 'nothing' is never set
require ["variables", "extlists", "reject", "ereject", "environment"];
reject "a\"b\\c ${nothing}";
