# problem: 3:4: error: this needs the capability 'extlists', write: require "extlists";
# problem: 4:4: error: 'valid_ext_list' takes <lists: string-list>, found 0 arguments
if valid_ext_list "a" { keep; }
if valid_ext_list { keep; }
