# helo: a
# expect: 550 5.7.1 say "yes" \ back, u0041 and dot.
require ["variables", "extlists", "reject", "ereject", "environment"];
reject "550 5.7.1 say \"yes\" \\ back, \u0041 and dot\.";
