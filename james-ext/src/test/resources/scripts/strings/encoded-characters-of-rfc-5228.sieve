# helo: x
# expect: accept
require ["encoded-character", "variables", "reject", "comparator-i;octet"];
if not string :comparator "i;octet" "$${hex:40}" "$@" { reject "1"; }
if not string "${hex: 40 }" "@" { reject "2"; }
if not string "${HEX: 40}" "@" { reject "3"; }
if not string "${hex:4${hex:30}}" "${hex:24}{hex:40}" { reject "6"; }
if not string "${unicode:40}" "@" { reject "7"; }
if not string "${UnICoDE:0000040}" "@" { reject "8"; }
if not string "${hex:c3 bc}" "ü" { reject "9"; }
if not string "${unicode:1F4E7 41}" "📧A" { reject "10"; }
if not string "$${hex:24}{env.helo_domain}" "$${hex:24 7b}env.helo_domain}" { reject "11"; }
if not string :contains "${hex:400}" "hex" { reject "5"; }
if not string :contains "${hex:40" "hex" { reject "4"; }
if not string :contains "${ unicode:40}" "unicode" { reject "12"; }
if not string :contains "${Unicode:Cool}" "Cool" { reject "13"; }
