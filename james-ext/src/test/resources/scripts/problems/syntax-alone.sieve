# problem: 4:25: error: found '}' where the end of the script or a name is expected
require ["variables", "extlists", "reject", "ereject", "environment"];
rejct "x";
if string "a" "b" keep; }
nothing;
