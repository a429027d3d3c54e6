# helo: x
# expect: 550 5.7.1 still here
# problem: 5:20: warning: there is no script named 'nowhere'; nothing is included
require ["include", "variables", "reject"];
include :optional "nowhere";
reject "still here";
