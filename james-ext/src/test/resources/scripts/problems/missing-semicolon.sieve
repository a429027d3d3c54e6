# problem: 4:1: error: 'keep' takes no test, found 'stop'; is a ';' missing before it?
require ["variables", "extlists", "reject", "ereject", "environment"];
keep
stop;
