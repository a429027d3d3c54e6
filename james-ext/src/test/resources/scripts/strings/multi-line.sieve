# helo: a
# expect: 551 5.7.1 first / second "quoted" \ back / .dotted / ..two / last
require ["variables", "extlists", "reject", "ereject", "environment"];
reject text:
551 first
second "quoted" \ back
..dotted
...two
last
.
;
