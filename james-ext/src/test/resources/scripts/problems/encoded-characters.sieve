# problem: 5:9: error: no character has the number 200000, from 0 to d7ff and e000 to 10ffff they go
# problem: 6:16: error: no character has the number DF01, from 0 to d7ff and e000 to 10ffff they go
# problem: 7:9: error: these octets are not UTF-8
require ["encoded-character", "reject"];
reject "${unicode:200000}";
reject "before ${Unicode:DF01}";
reject "${hex:ff}";
