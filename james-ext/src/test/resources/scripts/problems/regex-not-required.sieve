# problem: 4:11: error: this needs the capability 'regex', write: require "regex";
# problem: 5:24: error: no pattern: missing argument to repetition operator '*'
require "variables";
if string :regex "a" "b" { keep; }
if string :regex "a"  "*" { keep; }
