# helo: a
# expect: accept
require ["variables", "extlists", "reject", "ereject", "environment"];
if true { } elsif true { reject "x"; } else { reject "y"; }
if true { keep; } else { reject "z"; }
