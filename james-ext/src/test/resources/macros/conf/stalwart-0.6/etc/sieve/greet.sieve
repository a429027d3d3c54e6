require ["variables", "extlists", "reject"];

if string :list "${env.helo_domain}" "spam/greetings" {
    reject "We do not know you.";
}
