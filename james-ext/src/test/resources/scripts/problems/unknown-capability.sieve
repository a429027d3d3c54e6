# problem: 2:11: error: unknown capability 'variabels', did you mean 'variables'?
require ["variabels"];
