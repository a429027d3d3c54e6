# remote: 192.0.2.7
# expect: 550 5.7.1 both
require ["environment", "reject", "relational"];
if allof (environment :count "eq" "remote_ip" "1",
          environment :value "ge" "remote_ip" "192") { reject "both"; }
