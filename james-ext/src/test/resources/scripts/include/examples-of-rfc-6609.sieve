# helo: x
# expect: 550 5.7.1 1 before
require ["variables", "include", "relational", "reject", "comparator-i;ascii-numeric"];
# Section 3.4: what the including and the included script set is one variable, by name or by namespace.
global "count";
global ["seen"];
set "count" "0";
include :personal :once "counts";
include :optional "returns";
if string :value "eq" :comparator "i;ascii-numeric" "${count}" "${global.count}" { reject "${count} ${global.seen}"; }
