# problem: 5:8: error: 'return' takes no arguments, found 1 argument
# problem: 6:10: error: 'continue' takes no arguments, found 1 argument
# problem: 7:6: error: 'keep' takes no arguments, found 1 argument
require ["include", "vnd.stalwart.while"];
return "x";
continue "x";
keep "x";
