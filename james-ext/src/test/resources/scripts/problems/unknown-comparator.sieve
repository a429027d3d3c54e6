# problem: 4:24: error: unknown comparator 'i;octets', did you mean 'i;octet'?
# problem: 5:24: error: comparator 'i;ascii-numeric' is not supported by this version
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :comparator "i;octets" "a" "b" { keep; }
if string :comparator "i;ascii-numeric" "a" "b" { keep; }
