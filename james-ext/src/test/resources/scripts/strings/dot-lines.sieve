# helo: a
# expect: 550 5.7.1 .one / ..two / . three / four.
require "reject";
reject text:
.one
...two
. three
four.
.
;
