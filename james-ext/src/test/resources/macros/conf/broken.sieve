require ["variables"];

if string "${env.helo_domian}" "mx.example.org" {
    refuse "550 5.7.1 Not you";
}
