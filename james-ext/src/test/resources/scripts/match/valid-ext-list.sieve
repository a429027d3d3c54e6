# helo: x
# expect: accept
require ["extlists", "reject", "variables"];
if not valid_ext_list "list/friends" { reject "1"; }
if valid_ext_list ["list/friends", "list/nowhere"] { reject "2"; }
set "name" "list/friends";
if not valid_ext_list "${name}" { reject "3"; }
