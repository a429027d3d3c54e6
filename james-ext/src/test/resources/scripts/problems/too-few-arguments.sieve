# problem: 4:1: error: 'reject' takes <reason: string>, found 0 arguments
# problem: 5:4: error: 'string' takes <source: string-list> <keys: string-list>, found 1 argument
require ["variables", "extlists", "reject", "ereject", "environment"];
reject;
if string "a" { keep; }
