# problem: 3:1: error: this needs the capability 'include', write: require "include";
require "variables";
include "stops";
