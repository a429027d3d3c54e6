# problem: 4:29: error: no pattern: '(' is never closed
# problem: 5:24: error: no pattern: '(?=' looks around, which takes more than linear time
require ["variables", "regex"];
if string :regex "a" ["x", "(a"] { keep; }
if string :regex "a"  "(?=b)" { keep; }
