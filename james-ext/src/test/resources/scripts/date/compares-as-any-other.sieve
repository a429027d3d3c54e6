# helo: x
# expect: 550 5.7.1 in the evening of a 14th
require ["date", "reject", "relational", "variables"];
if allof (currentdate :value "ge" :zone "+0000" "hour" "18",
          currentdate :matches :zone "+0000" "date" "2023-??-*") {
    reject "in the evening of a ${3}th";
}
