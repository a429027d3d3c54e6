require ["variables", "reject"];

if string "${env.helo_domain}" "mx.example.org" {
    reject "550 5.7.1 Not you";
}
