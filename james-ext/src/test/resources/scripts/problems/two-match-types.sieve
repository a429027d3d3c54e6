# problem: 3:15: error: ':is' and ':contains' exclude each other: one match type is allowed
require ["variables", "extlists", "reject", "ereject", "environment"];
if string :is :contains "a" "b" { keep; }
