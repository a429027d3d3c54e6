# helo: a
# expect: 550 5.7.1 BeD
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :matches "aBeDc" "A*C" { reject "550 5.7.1 ${1}"; }
