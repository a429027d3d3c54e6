# helo: x
# remote: 2001:DB8::1
# expect: accept
require ["variables", "reject", "vnd.stalwart.expressions", "vnd.stalwart.while"];
if eval "env.remote_ip != '2001:db8:0::1'" { reject "1"; }
if eval "env.now != 1700000000" { reject "2"; }
if eval "env.stage != 'ehlo' || env.authenticated_as != ''" { reject "3"; }
if eval "!is_ip_in_cidr(env.remote_ip, '2001:db8::/32')" { reject "4"; }
