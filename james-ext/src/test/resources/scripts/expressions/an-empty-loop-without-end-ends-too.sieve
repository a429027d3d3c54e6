# helo: x
# expect: failure: script 'ehlo': it takes more than 10000 steps
require ["variables", "reject", "vnd.stalwart.expressions", "vnd.stalwart.while"];
while "1" { }
