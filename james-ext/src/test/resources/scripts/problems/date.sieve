# problem: 6:17: error: unknown part of a date 'yaer', did you mean 'year'?
# problem: 7:23: error: 'CET' is no zone; write a distance from UTC such as "+0100"
# problem: 8:23: error: '+9900' is no zone; write a distance from UTC such as "+0100"
# problem: 9:4: error: test 'date' needs a message, and there is none at the EHLO stage
require ["date"];
if currentdate "yaer" "2023" { keep; }
if currentdate :zone "CET" "year" "2023" { keep; }
if currentdate :zone "+9900" "year" "2023" { keep; }
if date "received" "year" "2023" { keep; }
