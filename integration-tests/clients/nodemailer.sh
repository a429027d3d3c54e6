#!/usr/bin/env bash
# nodemailer: as a stranger by STARTTLS, many messages on one connection as a user, TLS from the first octet, DSN.
# It is taken from the npm registry into a scratch folder, unless NODEMAILER_FOLDER names one with it in node_modules.
source "$(dirname "$0")/common.sh"
if [ -z "${NODEMAILER_FOLDER:-}" ]; then
    NODEMAILER_FOLDER=$scratch/npm
    mkdir "$NODEMAILER_FOLDER"
    npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$NODEMAILER_FOLDER" nodemailer@10.6.1
fi
export NODEMAILER_FOLDER
echo "nodemailer $(node -p "require('$NODEMAILER_FOLDER/node_modules/nodemailer/package.json').version"), node $(node --version)"
prepare

# Who sends to whom which file, then further fields of the JSON.
send() {
    local from=$1 to=$2 file=$3 fields=$4
    node "$clients/nodemailer.mjs" \
        "{\"envelope\":{\"from\":\"$from\",\"to\":[\"${to//,/\",\"}\"]},\"file\":\"$file\",\"ca\":\"$scratch/james.pem\",$fields}"
}

for message in plain dots eightbit empty large; do
    send "$stranger" "$reader,$second" "$scratch/stranger/$message.eml" "\"transport\":{\"port\":$SMTP_PORT,\"requireTLS\":true}"
    mailbox same "$reader" "$scratch/stranger/$message.eml"
    mailbox same "$second" "$scratch/stranger/$message.eml"
done

login="\"auth\":{\"user\":\"$writer\",\"pass\":\"secret\"}"
for method in PLAIN LOGIN; do
    one=$(mailbox user reader)
    for message in plain dots eightbit large; do
        send "$writer" "$one" "$scratch/writer/$message.eml" \
            "\"transport\":{\"port\":$SUBMISSION_PORT,\"requireTLS\":true,\"authMethod\":\"$method\",$login}"
        mailbox same "$one" "$scratch/writer/$message.eml"
    done
done

one=$(mailbox user reader)
send "$writer" "$one" "$scratch/writer/dots.eml" \
    "\"times\":50,\"transport\":{\"port\":$SUBMISSIONS_PORT,\"secure\":true,\"pool\":true,\"maxConnections\":2,$login}"
mailbox same "$one" "$scratch/writer/dots.eml" 50

# nodemailer asks for reports where it has seen the offer before it logs in (server.sh), and else says nothing.
one=$(mailbox user reader)
send "$writer" "$one" "$scratch/writer/plain.eml" \
    "\"dsn\":{\"id\":\"nodemailer+1\",\"return\":\"headers\",\"notify\":[\"success\",\"failure\"],\"recipient\":\"$one\"},\"transport\":{\"port\":$SUBMISSION_PORT,\"requireTLS\":true,$login}"
mailbox same "$one" "$scratch/writer/plain.eml"
mailbox lines "$writer" 'Original-Envelope-Id: nodemailer\+1' 'Action: delivered' "Original-Recipient: rfc822; ?$one"
