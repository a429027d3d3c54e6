# problem: 3:12: error: ':lower' and ':upper' exclude each other: one modifier of precedence 40 is allowed
require ["variables", "extlists", "reject", "ereject", "environment"];
set :lower :upper "a" "b";
