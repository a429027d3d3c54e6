# helo: Friend.Example.org
# expect: accept
# helo: other.example.org
# expect: 550 5.7.1 not in the address book
require ["variables", "extlists", "reject"];
# Sections 2.4 and 2.6: a list that may be there, and whether somebody is on it.
if valid_ext_list "list/friends" {
    if string :list "${env.helo_domain}" ["list/friends"] { stop; }
}
reject "not in the address book";
