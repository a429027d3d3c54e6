# problem: 4:1: error: command 'fileinto' is not supported at the EHLO stage
# problem: 5:1: error: command 'convert' is not supported at the EHLO stage
require ["variables", "extlists", "reject", "ereject", "environment"];
fileinto "x";
convert "a" "b" ["c"];
