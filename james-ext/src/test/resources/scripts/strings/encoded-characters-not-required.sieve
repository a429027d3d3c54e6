# helo: x
# expect: 550 5.7.1 ${hex:41}
require "reject";
reject "${hex:41}";
