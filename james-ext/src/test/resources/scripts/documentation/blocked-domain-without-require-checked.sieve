# problem: 4:4: error: this needs the capability 'variables', write: require "variables";
# problem: 4:11: error: this needs the capability 'extlists', write: require "extlists";
# problem: 5:5: error: this needs the capability 'reject', write: require "reject";
if string :list "${env.helo_domain}" "list/blocked-domains" {
    reject "551 5.1.1 Your domain '${env.helo_domain}' has been blacklisted.";
}
