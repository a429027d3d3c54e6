# problem: 3:10: error: a script cannot include itself: 'ehlo' - 'ehlo'
require "include";
include "ehlo";
