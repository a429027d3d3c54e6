# helo: x
# expect: 550 5.7.1 logged
require ["reject", "variables", "log"];
log "plain";
log :warn "${env.helo_domain} is odd";
log :fatal "a";
log :error "a";
log :info "a";
log :debug "a";
log :trace "a";
reject "logged";
