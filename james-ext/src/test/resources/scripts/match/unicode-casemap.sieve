# helo: x
# expect: accept
require ["variables", "reject", "relational", "comparator-i;ascii-numeric", "comparator-i;unicode-casemap", "regex"];
if not string :comparator "i;unicode-casemap" "GRÜSSE" "grüsse" { reject "1"; }
if string "GRÜSSE" "grüsse" { reject "2"; }
if not string :comparator "i;unicode-casemap" "é" "É" { reject "3"; }
if not string :contains :comparator "i;unicode-casemap" "Straße der Étude" "étude" { reject "4"; }
if not string :matches :comparator "i;unicode-casemap" "GRÜSSE" "gr?s*" { reject "5"; }
if string :comparator "i;unicode-casemap" "a" "b" { reject "6"; }
if not string :value "lt" :comparator "i;unicode-casemap" "b" "é" { reject "7"; }
