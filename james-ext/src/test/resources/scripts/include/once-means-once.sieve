# helo: x
# expect: 550 5.7.1 1 1
require ["include", "variables", "reject"];
global ["count"];
set "global.count" "0";
include :once "counts";
include :once :global "counts";
reject "${global.count} ${count}";
