# helo: x
# expect: accept
require ["variables", "reject", "comparator-i;octet"];
# Section 3.
set "name" "Ethelbert";
if not string "dear${name}" "dearEthelbert" { reject "1"; }
if not string :comparator "i;octet" "&%${}!" "&%${}!" { reject "2"; }
if not string "${doh!}" "${doh!}" { reject "3"; }
# Section 3.2.
if string :matches "[acme-users] [fwd] version 1.0 is out" "[*] *" {
    if not string "${1}|${2}" "acme-users|[fwd] version 1.0 is out" { reject "4"; }
}
# Section 4.1.
set "a" "juMBlEd lETteRS";
set :length "b" "${a}";
if not string :comparator "i;octet" "${b}" "15" { reject "5"; }
set :lower "b" "${a}";
if not string :comparator "i;octet" "${b}" "jumbled letters" { reject "6"; }
set :upperfirst "b" "${a}";
if not string :comparator "i;octet" "${b}" "JuMBlEd lETteRS" { reject "7"; }
set :upperfirst :lower "b" "${a}";
if not string :comparator "i;octet" "${b}" "Jumbled letters" { reject "8"; }
set :quotewildcard "b" "Rock*";
if not string :comparator "i;octet" "${b}" "Rock\\*" { reject "9"; }
