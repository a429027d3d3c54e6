# nested-includes: 2
# problem: 4:10: error: more than 2 scripts in a row include one another, which is sieve.trusted.limits.nested-includes
require "include";
include "first";
