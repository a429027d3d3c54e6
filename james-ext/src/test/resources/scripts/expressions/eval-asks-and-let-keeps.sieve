# helo: mail.example.org
# expect: 550 5.7.1 16 mail [org]
require ["variables", "reject", "vnd.stalwart.expressions", "vnd.stalwart.while"];
let "length" "len(env.helo_domain)";
let "parts" "split(env.helo_domain, '.')";
if eval "length > 10 && count(parts) == 3 && ends_with(env.helo_domain, '.org')" {
    let "first" "parts[0]";
    let "last" "parts[count(parts) - 1]";
    reject "${length} ${first} [${last}]";
}
