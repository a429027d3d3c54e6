# problem: 3:7: error: the comment that starts here is not closed by '*/'
require ["variables", "extlists", "reject", "ereject", "environment"];
keep; /* abc
keep;
