# helo: x
# expect: accept
require ["variables", "reject", "relational", "comparator-i;ascii-numeric", "comparator-i;unicode-casemap", "regex"];
if not string :regex "MAIL7" "^mail[0-9]$" { reject "1"; }
if string :regex :comparator "i;octet" "MAIL7" "^mail[0-9]$" { reject "2"; }
if not string :regex :comparator "i;octet" "MAIL7" "^MAIL[0-9]$" { reject "3"; }
