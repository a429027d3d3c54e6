# helo: a.b
# expect: 550 5.7.1 deep
require ["variables", "extlists", "reject", "ereject", "environment"];
if true { if true { if not false { if anyof (false, allof (true, true)) { reject "deep"; } } } }
