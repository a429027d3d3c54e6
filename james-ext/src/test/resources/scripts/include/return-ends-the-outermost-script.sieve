# helo: x
# expect: accept
require ["include", "variables", "reject"];
return;
reject "no";
