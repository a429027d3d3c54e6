# remote: 192.0.2.10
# login: bob
# helo: Mail.Example.ORG
# expect: 550 5.7.1 192.0.2.10 10.2.0.192 mail.example.org bob 1700000000 ehlo [] []
# tls: TLSv1.3 TLS_AES_128_GCM_SHA256
# expect: 550 5.7.1 192.0.2.10 10.2.0.192 mail.example.org bob 1700000000 ehlo [TLSv1.3] [TLS_AES_128_GCM_SHA256]
require ["variables", "extlists", "reject", "ereject", "environment"];
reject "550 5.7.1 ${env.remote_ip} ${env.remote_ip.reverse} ${env.helo_domain} ${env.authenticated_as} ${env.now} ${env.stage} [${env.tls.version}] [${env.tls.cipher}]";
