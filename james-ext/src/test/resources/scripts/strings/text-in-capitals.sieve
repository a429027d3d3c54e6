# helo: a
# expect: 550 5.7.1 loud
require "reject";
reject TEXT:
loud
.
;
