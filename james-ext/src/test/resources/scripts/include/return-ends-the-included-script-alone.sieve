# helo: x
# expect: 550 5.7.1 before
require ["include", "variables", "reject"];
global "seen";
include "returns";
reject "${seen}";
