# helo: x
# expect: 550 5.7.1 two
require ["variables", "reject", "relational", "comparator-i;ascii-numeric", "comparator-i;unicode-casemap", "regex"];
set "set" "something";
if string :count "eq" ["${set}", "${never}", "", "a"] "2" { set "r" "two"; }
if string :count "lt" ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"] "9" { set "r" "as text"; }
if string :count "ge" "" ["1", "2"] { set "r" "one"; }
reject "${r}";
# problem: 5:35: warning: variable 'never' is never set
