# helo: x
# variable-size: 8
# expect: 550 5.7.1 abcdabcd
require ["variables", "reject", "vnd.stalwart.expressions", "vnd.stalwart.while"];
let "a" "'abcd' + 'abcd' + 'abcd'";
reject "${a}";
