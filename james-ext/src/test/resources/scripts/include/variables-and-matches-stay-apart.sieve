# helo: a.b
# expect: 550 5.7.1 outer a
require ["include", "variables", "reject"];
set "own" "outer";
if string :matches "${env.helo_domain}" "*.*" { keep; }
include "own-variables";
reject "${own} ${1}";
