# helo: dyn-3.example.org
# expect: 550 5.7.1 high
# helo: mail.spammer.test
# expect: 550 5.7.1 listed
# helo: dyn-1.example.org
# expect: accept
require ["variables", "reject", "vnd.stalwart.expressions", "vnd.stalwart.while"];
if eval "matches('^dyn-([0-9])', env.helo_domain) && $1 > 2" { reject "high"; }
if eval "key_exists('list/blocked-domains', env.helo_domain)" { reject "listed"; }
