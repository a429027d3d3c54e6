# helo: x
# expect: accept
require ["date", "reject", "relational", "variables"];
if not currentdate :zone "+0000" "year" "2023" { reject "year"; }
if not currentdate :zone "+0000" "month" "11" { reject "month"; }
if not currentdate :zone "+0000" "day" "14" { reject "day"; }
if not currentdate :zone "+0000" "date" "2023-11-14" { reject "date"; }
if not currentdate :zone "+0000" "julian" "60262" { reject "julian"; }
if not currentdate :zone "+0000" "hour" "22" { reject "hour"; }
if not currentdate :zone "+0000" "minute" "13" { reject "minute"; }
if not currentdate :zone "+0000" "second" "20" { reject "second"; }
if not currentdate :zone "+0000" "time" "22:13:20" { reject "time"; }
if not currentdate :zone "+0000" "iso8601" "2023-11-14T22:13:20+00:00" { reject "iso8601"; }
if not currentdate :zone "+0000" "std11" "Tue, 14 Nov 2023 22:13:20 +0000" { reject "std11"; }
if not currentdate :zone "+0000" "zone" "+0000" { reject "zone"; }
if not currentdate :zone "+0000" "Weekday" "2" { reject "weekday"; }
