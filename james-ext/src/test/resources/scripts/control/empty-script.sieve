# helo: a
# expect: accept

