# problem: 4:12: error: 'reject' takes <reason: string>, found 2 arguments
# problem: 5:6: error: 'stop' takes no arguments, found 1 argument
require ["variables", "extlists", "reject", "ereject", "environment"];
reject "a" "b";
stop "now";
