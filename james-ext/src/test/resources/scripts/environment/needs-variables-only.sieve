# helo: a
# expect: 550 5.7.1 a
require ["reject", "variables"];
reject "${env.helo_domain}";
