# helo: x
# expect: accept
# nested-includes: 3
require "include";
include "first";
