# helo: x
# expect: accept
require ["include", "variables", "reject"];
include "stops";
reject "no";
