# problem: 6:4: error: test 'header' needs a message, and there is none at the EHLO stage
# problem: 7:4: error: test 'size' needs a message, and there is none at the EHLO stage
# problem: 8:11: error: test 'address' needs a message, and there is none at the EHLO stage
# problem: 8:37: error: test 'exists' needs a message, and there is none at the EHLO stage
require ["variables", "extlists", "reject", "ereject", "environment"];
if header :is "subject" "x" { stop; }
if size :over 10k { keep; }
if allof (address :is "from" "x@y", exists "to") { keep; }
