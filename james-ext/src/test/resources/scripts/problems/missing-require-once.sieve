# problem: 4:4: error: this needs the capability 'variables', write: require "variables";
# problem: 5:4: error: this needs the capability 'environment', write: require "environment";
require "reject";
if string "a" "b" { set "x" "y"; }
if environment "stage" "ehlo" { reject "a"; }
