# problem: 5:1: error: 'require' must stand before all other commands
# problem: 6:11: error: 'require' must stand before all other commands
require ["variables", "extlists", "reject", "ereject", "environment"];
keep;
require "variables";
if true { require "reject"; }
