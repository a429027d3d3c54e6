# problem: 5:3: warning: variable 'nothing' is never set
require ["variables", "extlists", "reject", "ereject", "environment"];
reject text:
..a
  ${nothing}
.
;
