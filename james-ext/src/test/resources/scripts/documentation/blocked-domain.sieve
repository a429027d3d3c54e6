# helo: mail.spammer.test
# expect: 551 5.1.1 Your domain 'mail.spammer.test' has been blacklisted.
# helo: mail.example.org
# expect: accept
# helo:
# expect: accept
require ["variables", "extlists", "reject"];

if string :list "${env.helo_domain}" "list/blocked-domains" {
    reject "551 5.1.1 Your domain '${env.helo_domain}' has been blacklisted.";
}
