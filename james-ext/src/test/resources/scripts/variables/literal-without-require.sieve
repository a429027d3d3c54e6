# helo: a
# expect: 550 5.7.1 ${env.helo_domain} ${1}
require "reject";
reject "550 5.7.1 ${env.helo_domain} ${1}";
