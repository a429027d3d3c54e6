# problem: 4:1: error: 'string' is a test, write: if string ... { ... }
# problem: 5:4: error: 'reject' is a command, a test is expected
require ["variables", "extlists", "reject", "ereject", "environment"];
string "a" "b";
if reject "x" { }
