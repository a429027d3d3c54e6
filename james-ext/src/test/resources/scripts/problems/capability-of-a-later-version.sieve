# problem: 4:11: error: capability 'regex' is not supported by this version
# problem: 4:20: error: capability 'vnd.stalwart.expressions' is not supported by this version
# problem: 4:48: error: capability 'fileinto' is not supported at the EHLO stage
require ["regex", "vnd.stalwart.expressions", "fileinto"];
