#!/usr/bin/env bash
# curl: one message to two recipients as a stranger, then as a user by STARTTLS and by TLS from the first octet.
source "$(dirname "$0")/common.sh"
curl --version | head -1
prepare

send() {
    curl --silent --show-error --noproxy '*' --max-time 60 "$@"
}

for message in plain dots eightbit empty large; do
    send "smtp://127.0.0.1:$SMTP_PORT/client.example.org" --mail-from "$stranger" \
        --mail-rcpt "$reader" --mail-rcpt "$second" --upload-file "$scratch/stranger/$message.eml"
    mailbox same "$reader" "$scratch/stranger/$message.eml"
    mailbox same "$second" "$scratch/stranger/$message.eml"
done

# The certificate is for a host named "james".
for mechanism in PLAIN LOGIN; do
    of_this_login=$(mailbox user reader)
    for message in plain dots eightbit large; do
        send "smtp://james:$SUBMISSION_PORT/client.example.org" --resolve "james:$SUBMISSION_PORT:127.0.0.1" \
            --ssl-reqd --cacert "$scratch/james.pem" --user "$writer:secret" --login-options "AUTH=$mechanism" \
            --mail-from "$writer" --mail-rcpt "$of_this_login" --upload-file "$scratch/writer/$message.eml"
        mailbox same "$of_this_login" "$scratch/writer/$message.eml"
    done
done

send "smtps://james:$SUBMISSIONS_PORT/client.example.org" --resolve "james:$SUBMISSIONS_PORT:127.0.0.1" \
    --cacert "$scratch/james.pem" --user "$writer:secret" \
    --mail-from "$writer" --mail-rcpt "$reader" --upload-file "$scratch/writer/large.eml"
mailbox same "$reader" "$scratch/writer/large.eml"

# Without a file to send curl says VRFY.
send "smtps://james:$SUBMISSIONS_PORT/client.example.org" --resolve "james:$SUBMISSIONS_PORT:127.0.0.1" \
    --cacert "$scratch/james.pem" --user "$writer:secret" --mail-rcpt "$reader" |
    grep --quiet --fixed-strings "<$reader>" || fail "curl was not told by VRFY who $reader is"

# A name that the policy refuses: curl tries HELO after EHLO, hears no twice and says so.
if send "smtp://127.0.0.1:$SMTP_PORT/workstation" --verbose --mail-from "$stranger" --mail-rcpt "$reader" \
    --upload-file "$scratch/stranger/plain.eml" 2>"$scratch/refused"; then
    fail "curl delivered as workstation"
fi
grep --quiet '^< 550 5\.5\.0' "$scratch/refused" || fail "curl was not told 550 5.5.0"
