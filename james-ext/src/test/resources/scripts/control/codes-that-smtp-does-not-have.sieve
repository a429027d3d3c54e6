# The second digit of a reply code is 0 to 5 (RFC 5321 4.2); what a client could not read is never sent.
# helo: bare.example
# expect: 550 5.7.1 refused by policy
# helo: permanent.example
# expect: 550 5.7.1 never permanent.example
# helo: temporary.example
# expect: 450 4.2.2 later
# helo: computed.example
# expect: 450 4.7.1 later
# helo: accepted.example
# expect: 550 5.7.1 250 2.0.0 OK
# helo: sound.example
# expect: 559 5.7.1 gone
# problem: 25:46: warning: '599' is no code of SMTP, whose second digit is 0 to 5: 550 is sent in its place
# problem: 26:51: warning: '599' is no code of SMTP, whose second digit is 0 to 5: 550 is sent in its place
# problem: 27:52: warning: '460' is no code of SMTP, whose second digit is 0 to 5: 450 is sent in its place
# problem: 30:50: warning: '250' is no code of a refusal: it is shown as text behind 550 5.7.1; codes begin with 4 or 5
require ["variables", "reject", "ereject"];
# A reason whose code comes in by a variable is seen when it is sent.
# The places are those of the reasons.
set "code" "480";
set "kind" "later";
set "name" "${env.helo_domain}";
set "text" "${code} ${kind}";
if string "${name}" "bare.example" { reject "599"; }
if string "${name}" "permanent.example" { reject "599 never ${name}"; }
if string "${name}" "temporary.example" { ereject "460 4.2.2 later"; }
if string "${name}" "computed.example" { reject "${text}"; }
if string "${name}" "sound.example" { reject "559 gone"; }
if string "${name}" "accepted.example" { reject "250 2.0.0 OK"; }
