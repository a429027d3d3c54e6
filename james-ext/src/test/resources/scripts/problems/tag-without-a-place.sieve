# problem: 3:16: error: ':encodeurl' belongs to the capability 'enotify', which has no place at the EHLO stage
require "variables";
           set :encodeurl "a" "b";
