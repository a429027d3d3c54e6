# helo: a
# expect: 550 5.7.1 hit
require ["variables", "extlists", "reject", "ereject", "environment"];
IF String :IS "${ENV.Helo_Domain}" "a" { REJECT "550 5.7.1 hit"; }
