# problem: 4:1: error: command 'fileinto' is not supported at the EHLO stage
# problem: 5:1: error: command 'eval' is not supported by this version
require ["variables", "extlists", "reject", "ereject", "environment"];
fileinto "x";
eval "1";
