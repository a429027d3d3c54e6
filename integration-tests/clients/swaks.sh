#!/usr/bin/env bash
# swaks: commands one by one and pipelined, STARTTLS and TLS with each AUTH it shares with James, LMTP.
source "$(dirname "$0")/common.sh"
swaks --version | head -1
prepare

# Sends a file as it is; left to itself swaks adds an empty line. The final dot and those that hide dots are ours to add.
# Whatever it is not content with it prints.
send() {
    local file=$1
    shift
    { sed 's/^\./../' "$file" && printf '.'; } >"$scratch/stuffed"
    swaks --server 127.0.0.1 --helo client.example.org --timeout 60 --silent 2 --no-data-fixup --data "@$scratch/stuffed" "$@"
}

send_as_stranger() {
    for message in plain dots eightbit empty large; do
        local one two
        one=$(mailbox user reader)
        two=$(mailbox user second)
        send "$scratch/stranger/$message.eml" --from "$stranger" --to "$one,$two" "$@"
        mailbox same "$one" "$scratch/stranger/$message.eml"
        mailbox same "$two" "$scratch/stranger/$message.eml"
    done
}

send_as_stranger --port "$SMTP_PORT"
send_as_stranger --port "$SMTP_PORT" --pipeline
send_as_stranger --port "$SMTP_PORT" --pipeline --tls --tls-verify --tls-ca-path "$scratch/james.pem"
send_as_stranger --port "$LMTP_PORT" --protocol LMTP

for mechanism in PLAIN LOGIN; do
    for how in "--tls --port $SUBMISSION_PORT" "--tlsc --port $SUBMISSIONS_PORT"; do
        one=$(mailbox user reader)
        # shellcheck disable=SC2086 # several options
        send "$scratch/writer/large.eml" $how --pipeline --from "$writer" --to "$one" \
            --auth "$mechanism" --auth-user "$writer" --auth-password secret
        mailbox same "$one" "$scratch/writer/large.eml"
    done
done

# A name that the policy refuses.
if send "$scratch/stranger/plain.eml" --port "$SMTP_PORT" --helo workstation --from "$stranger" --to "$reader" >"$scratch/refused" 2>&1; then
    fail "swaks delivered as workstation"
fi
grep --quiet '550 5\.5\.0' "$scratch/refused" || fail "swaks was not told 550 5.5.0"
