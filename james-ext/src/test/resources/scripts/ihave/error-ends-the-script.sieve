# helo: bad
# expect: failure: script 'ehlo': error: bad cannot go on
# helo: good
# expect: accept
require ["ihave", "variables"];
if string "${env.helo_domain}" "bad" { error "${env.helo_domain} cannot go on"; }
