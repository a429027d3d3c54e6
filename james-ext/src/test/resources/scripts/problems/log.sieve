# problem: 4:12: error: ':info' and ':warn' exclude each other: one level is allowed
# problem: 5:5: error: unknown tag ':loud' of 'log'
# problem: 6:1: error: 'log' takes <text: string>, found 0 arguments
log  :info :warn "a";
log :loud "a";
log;
