# problem: 4:24: error: unknown comparator 'i;octets', did you mean 'i;octet'?
# problem: 5:24: error: this needs the capability 'comparator-i;ascii-numeric', write: require "comparator-i;ascii-numeric";
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :comparator "i;octets" "a" "b" { keep; }
if string :comparator "i;ascii-numeric" "a" "b" { keep; }
