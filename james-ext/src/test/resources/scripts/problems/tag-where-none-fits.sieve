# problem: 3:8: error: 'keep' takes no tags, found ':is'
require ["variables", "extlists", "reject", "ereject", "environment"];
keep   :is;
