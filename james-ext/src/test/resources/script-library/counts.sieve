require ["include", "variables", "vnd.stalwart.expressions"];
global "count";
let "count" "count + 1";
