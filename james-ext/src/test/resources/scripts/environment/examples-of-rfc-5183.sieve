# helo: x
# remote: 10.1.2.3
# expect: 550 5.7.1 inside
require ["environment", "reject"];
# Section 4: an empty key asks whether there is such an item at all.
if not environment :contains "remote-ip" "" { reject "1"; }
if environment :contains "remote-host" "" { reject "2"; }
if environment :matches "remote-ip" "10.*" { reject "inside"; }
