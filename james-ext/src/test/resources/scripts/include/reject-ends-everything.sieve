# helo: x
# expect: 550 5.7.1 included alone
require ["include", "variables", "reject"];
set "own" "outer";
include "rejects";
reject "too late";
