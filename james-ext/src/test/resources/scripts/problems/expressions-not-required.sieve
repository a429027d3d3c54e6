# problem: 4:1: error: this needs the capability 'vnd.stalwart.expressions', write: require "vnd.stalwart.expressions";
# problem: 5:1: error: this needs the capability 'vnd.stalwart.while', write: require "vnd.stalwart.while";
require "variables";
let "a" "1";
while "a < 1" { keep; }
