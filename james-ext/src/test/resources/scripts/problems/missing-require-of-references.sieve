# check: off
# problem: 4:1: warning: this needs the capability 'reject', write: require "reject";
# problem: 4:9: warning: this needs the capability 'variables', write: require "variables";
reject "${env.stage} ${env.stage}";
