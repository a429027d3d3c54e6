# helo: a
# expect: 550 5.7.1 Gr??e ?
require ["variables", "extlists", "reject", "ereject", "environment"];
if allof (string :is "Grüße" "grüße", string :is "日本" "日本", string :matches "a日😀b" "a??b") { reject "Grüße 😀"; }
