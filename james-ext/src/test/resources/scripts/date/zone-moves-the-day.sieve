# helo: x
# expect: accept
require ["date", "reject", "relational", "variables"];
if not currentdate :zone "+0530" "date" "2023-11-15" { reject "1"; }
if not currentdate :zone "+0530" "weekday" "3" { reject "2"; }
if not currentdate :zone "-1100" "iso8601" "2023-11-14T11:13:20-11:00" { reject "3"; }
