# problem: 8:7: error: unknown variable 'helo_domian', a text needs quotes: 'helo_domian'
# problem: 9:10: error: 'helo_domain' is a variable of rules; in a script it is written env.helo_domain
# problem: 10:19: error: there is no list named 'lists'
# problem: 11:13: error: expected a value, found the end of the expression
# problem: 12:1: error: 'break' must stand inside a 'while'
# problem: 13:15: error: 'env.now' can be read and not set
require ["variables", "vnd.stalwart.expressions", "vnd.stalwart.while"];
eval "helo_domian == 'a'";
if eval "helo_domain == 'a'" { keep; }
while "key_exists('lists', 'a')" { break; continue; }
let "a" "1 +";
break;
let          "env.now" "1";
