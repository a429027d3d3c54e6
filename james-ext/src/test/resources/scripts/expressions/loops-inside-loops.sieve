# helo: x
# expect: 550 5.7.1 11 12 21 22
require ["variables", "reject", "vnd.stalwart.expressions", "vnd.stalwart.while"];
let "i" "1";
while "i <= 2" {
    let "j" "1";
    while "true" {
        if eval "j > 2" { break; }
        if eval "i + j > 2" { set "out" "${out} ${i}${j}"; } else { set "out" "${i}${j}"; }
        let "j" "j + 1";
    }
    let "i" "i + 1";
}
reject "${out}";
