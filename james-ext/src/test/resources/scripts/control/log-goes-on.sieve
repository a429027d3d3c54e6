# helo: x
# expect: 550 5.7.1 logged
require ["reject", "variables", "log"];
log "plain";
log :warn "${env.helo_domain} is odd";
log :fatal "a";
reject "logged";
