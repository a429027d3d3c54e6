# helo: x
# expect: failure: script 'ehlo': error: neither of two ways is there
require "ihave";
# Section 6: what is there decides which of several ways is gone, and without any the script says so.
if ihave ["fileinto", "imap4flags"] {
    addflag "\\Flagged";
    fileinto "x";
} elsif ihave "vnd.example.fancy" {
    fancy;
} else {
    error "neither of two ways is there";
}
