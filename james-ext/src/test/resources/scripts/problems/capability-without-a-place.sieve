# problem: 4:11: error: capability 'editheader' needs a message, and there is none at the EHLO stage
# problem: 4:25: error: capability 'comparator-elbonia' is not supported at the EHLO stage
# problem: 4:47: error: capability 'fileinto' is not supported at the EHLO stage
require ["editheader", "comparator-elbonia", "fileinto"];
