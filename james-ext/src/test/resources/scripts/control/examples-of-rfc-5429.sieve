# helo: x
# expect: 550 5.7.1 I am not taking mail from you, and I don't / want your birdseed, either!
require ["reject"];
# Section 2.2, on the name in place of a field.
reject text:
I am not taking mail from you, and I don't
want your birdseed, either!
.
;
