# helo: x
# expect: accept
require ["variables", "reject", "relational", "comparator-i;ascii-numeric", "comparator-i;unicode-casemap", "regex"];
if not string :value "gt" :comparator "i;ascii-numeric" "x" "99999999999999999999999" { reject "1"; }
if not string :value "eq" :comparator "i;ascii-numeric" "x" "" { reject "2"; }
if not string :is :comparator "i;ascii-numeric" "007 apples" "7" { reject "3"; }
if string :value "lt" :comparator "i;ascii-numeric" "10" "9" { reject "4"; }
if not string :value "lt" "10" "9" { reject "5"; }
if not string :value "lt" :comparator "i;ascii-numeric" "99999999999999999998" "99999999999999999999" { reject "6"; }
if string :value "ne" :comparator "i;ascii-numeric" "0" "000" { reject "7"; }
