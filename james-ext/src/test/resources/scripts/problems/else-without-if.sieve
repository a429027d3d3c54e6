# problem: 5:1: error: 'else' must follow an 'if' or 'elsif'
# problem: 6:22: error: 'else' must follow an 'if' or 'elsif'
# problem: 7:1: error: 'elsif' must follow an 'if' or 'elsif'
require ["variables", "extlists", "reject", "ereject", "environment"];
else { keep; }
if true { } else { } else { }
elsif true { }
