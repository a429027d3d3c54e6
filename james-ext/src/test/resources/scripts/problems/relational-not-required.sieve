# problem: 3:11: error: this needs the capability 'relational', write: require "relational";
require "variables";
if string :value "gt" "a" "b" { keep; }
