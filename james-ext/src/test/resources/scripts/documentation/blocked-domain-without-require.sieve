# check: off
# helo: mail.spammer.test
# expect: 551 5.1.1 Your domain 'mail.spammer.test' has been blacklisted.
# problem: 7:4: warning: this needs the capability 'variables', write: require "variables";
# problem: 7:11: warning: this needs the capability 'extlists', write: require "extlists";
# problem: 8:5: warning: this needs the capability 'reject', write: require "reject";
if string :list "${env.helo_domain}" "list/blocked-domains" {
    reject "551 5.1.1 Your domain '${env.helo_domain}' has been blacklisted.";
}
