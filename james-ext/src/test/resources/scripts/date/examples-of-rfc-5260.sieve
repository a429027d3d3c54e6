# helo: x
# expect: 550 5.7.1 out of hours
require ["date", "relational", "reject", "comparator-i;ascii-numeric"];
# Section 5: a period, and the hours in which nobody is at work. It is a Tuesday, 22:13 UTC.
if not allof (currentdate :value "ge" :zone "+0000" "date" "2023-06-30",
              currentdate :value "lt" :zone "+0000" "date" "2023-12-01") { reject "1"; }
if anyof (currentdate :is :zone "+0000" "weekday" "0",
          currentdate :is :zone "+0000" "weekday" "6") { reject "2"; }
if anyof (currentdate :value "lt" :comparator "i;ascii-numeric" :zone "+0000" "hour" "09",
          currentdate :value "ge" :comparator "i;ascii-numeric" :zone "+0000" "hour" "17") {
    reject "out of hours";
}
