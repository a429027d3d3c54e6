# helo: x
# expect: 550 5.7.1 6
require ["variables", "reject", "vnd.stalwart.expressions", "vnd.stalwart.while"];
set "n" "5";
let "n" "n + 1";
eval "n * 100";
if eval "n == 6" { reject "${n}"; }
