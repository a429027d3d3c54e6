# helo: x
# expect: failure: script 'ehlo': list 'list/down': connection refused
require ["variables", "reject", "vnd.stalwart.expressions", "vnd.stalwart.while"];
if eval "key_exists('list/down', env.helo_domain)" { keep; }
