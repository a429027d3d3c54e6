# helo: x
# expect: 550 5.7.1 without
require ["ihave", "reject"];
if ihave "vnd.example.unheard" {
    unheard :of "this";
    reject "${unknown.namespace}";
} elsif not ihave ["reject", "fileinto"] {
    reject "without";
} else {
    unheard;
}
