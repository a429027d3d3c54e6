# problem: 7:10: error: there is no script named 'sttops', did you mean 'stops'?
# problem: 8:10: error: the name of an included script cannot hold variables
# problem: 9:20: error: ':personal' and ':global' exclude each other: one location is allowed
# problem: 11:9: error: variable 'own' is used before it is called global
# problem: 12:9: error: '2nd' cannot name a variable: letters, digits and '_' can, no digit first, at most 100
require ["include", "variables"];
include "sttops";
include "${own}";
include :personal  :global "stops";
set "own" "a";
global "own";
global "2nd";
