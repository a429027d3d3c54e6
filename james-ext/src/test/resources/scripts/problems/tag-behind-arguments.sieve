# problem: 3:15: error: ':is' must stand before the arguments without a tag
require ["variables", "extlists", "reject", "ereject", "environment"];
if string "a" :is "b" { keep; }
