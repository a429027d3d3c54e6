# problem: 3:8: error: the multi-line string that starts here is not ended by a line with a single dot
require ["variables", "extlists", "reject", "ereject", "environment"];
reject text:
abc
;
