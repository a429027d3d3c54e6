require "include";
include "second";
