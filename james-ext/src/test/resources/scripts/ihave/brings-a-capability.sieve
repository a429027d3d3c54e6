# helo: x
# expect: 550 5.7.1 x
require "ihave";
if ihave ["variables", "reject"] {
    set "name" "${env.helo_domain}";
    reject "${name}";
}
