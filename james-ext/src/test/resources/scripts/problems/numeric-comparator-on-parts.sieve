# problem: 4:37: error: comparator 'i;ascii-numeric' compares whole texts, ':contains' looks at parts of them
# problem: 5:36: error: comparator 'i;ascii-numeric' compares whole texts, ':matches' looks at parts of them
require ["variables", "comparator-i;ascii-numeric"];
if string :contains :comparator    "i;ascii-numeric" "1" "1" { keep; }
if string :matches :comparator    "i;ascii-numeric" "1" "1" { keep; }
