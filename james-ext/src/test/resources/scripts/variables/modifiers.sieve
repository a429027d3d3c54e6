# helo: a
# expect: 550 5.7.1 abc ABC aBC Abc Abc 3 a\*b 5
require ["variables", "extlists", "reject", "ereject", "environment"];
set :lower "a" "aBc";
set :upper "b" "aBc";
set :lowerfirst "c" "ABC";
set :upperfirst "d" "abc";
set :upperfirst :lower "e" "ABC";
set :length "f" "a😀c";
set :quotewildcard "g" "a*b";
set :length :quotewildcard "h" "a*?";
reject "550 5.7.1 ${a} ${b} ${c} ${d} ${e} ${f} ${g} ${h}";
