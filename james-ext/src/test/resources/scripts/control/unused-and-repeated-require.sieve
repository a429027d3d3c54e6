# helo: a
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
require "variables";
require ["comparator-i;octet", "comparator-i;ascii-casemap", "variables"];
keep;
