# helo: x
# expect: 550 5.7.1 here
require ["ihave", "reject"];
if allof (ihave "vnd.example.unheard", unheard "a") { reject "1"; }
if anyof (ihave "reject", unheard "a") { reject "here"; }
