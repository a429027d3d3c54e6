# remote: 2001:db8::1
# helo: a
# expect: 550 5.7.1 2001:db8::1 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2
require ["variables", "extlists", "reject", "ereject", "environment"];
reject "550 5.7.1 ${env.remote_ip} ${env.remote_ip.reverse}";
