# problem: 7:1: error: 'if' needs one test, found 0
# problem: 8:1: error: 'if' needs a block, expected '{'
# problem: 9:11: error: 'if' needs one test, found 2; join them with 'allof' or 'anyof'
# problem: 10:4: error: 'not' needs one test, found 0
# problem: 11:4: error: 'allof' needs a list of tests: allof (..., ...)
require ["variables", "extlists", "reject", "ereject", "environment"];
if { keep; }
if true;
if (true, false) { }
if not { }
if allof { }
