# helo: x
# expect: 550 5.7.1 2
require ["include", "variables", "reject"];
global "count";
set "count" "0";
include "counts";
include :personal "counts";
reject "${count}";
