# helo: x
# expect: 550 5.7.1 hit
require ["variables", "extlists", "reject", "ereject", "environment"];
if not string :is "É" "é" { reject "550 5.7.1 hit"; }
