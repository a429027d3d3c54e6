# remote: 192.0.2.10
# helo: mail.example.org
# expect: 550 5.7.1 mail
require ["variables", "extlists", "reject", "ereject", "environment"];
if allof (environment :matches "helo_domain" "*.example.org", environment "Remote-IP" "192.0.2.10", environment :contains "stage" "") { reject "550 5.7.1 ${1}"; }
