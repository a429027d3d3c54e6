# helo: a.b.c.d
# expect: 550 5.7.1 a c
require ["variables", "reject", "vnd.stalwart.expressions", "vnd.stalwart.while"];
let "parts" "split(env.helo_domain, '.')";
let "i" "0";
while "i < count(parts)" {
    let "part" "parts[i]";
    let "i" "i + 1";
    if string "${part}" "b" { continue; }
    if string "${part}" "d" { break; }
    if string "${found}" "" { set "found" "${part}"; } else { set "found" "${found} ${part}"; }
}
reject "${found}";
