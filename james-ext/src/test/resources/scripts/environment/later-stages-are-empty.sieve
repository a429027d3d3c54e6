# helo: a
# expect: 550 5.7.1 []
require ["variables", "extlists", "reject", "ereject", "environment"];
reject "550 5.7.1 [${env.from}${env.dkim.result}${env.spf.result}${env.spf_ehlo.result}${env.iprev.ptr}${env.param.body}${env.arc.result}${env.dmarc.from}${envelope.from}]";
