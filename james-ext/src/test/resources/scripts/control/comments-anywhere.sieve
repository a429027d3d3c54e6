# helo: a
# expect: 550 5.7.1 hit
require ["variables", "extlists", "reject", "ereject", "environment"];
/* a comment with "quotes" { and ( brackets
   and a \u0041 */
if /* here */ string # there "
 "${env.helo_domain}" /**/ "a" { /* x */ reject /* y */ "550 5.7.1 hit" ; # to the end of the line
}
