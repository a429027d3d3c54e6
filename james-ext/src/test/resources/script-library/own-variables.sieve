require "variables";
set "own" "inner";
if string :matches "abc" "*" { set "own" "${1}"; }
