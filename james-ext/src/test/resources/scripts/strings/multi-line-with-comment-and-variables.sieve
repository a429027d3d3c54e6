# helo: a.test
# expect: 550 5.7.1 a.test
require ["variables", "extlists", "reject", "ereject", "environment"];
reject text: # "a comment"
${env.helo_domain}
.
;
