#!/usr/bin/env bash
# Postfix as a sending server: to the listener smtp as a stranger's, and to the listener submission as a user's, with STARTTLS,
# AUTH and DSN, and by LMTP. Postfix sends no BDAT. It wants to be started by root and to change to other accounts; configuration, queue and
# log are scratch ones, it listens on no port. Needs Debian's packages postfix and libsasl2-modules, and no configuration of them.
source "$(dirname "$0")/common.sh"
[ "$(id -u)" = 0 ] || fail "Postfix has to be started by root"
prepare
chmod 755 "$scratch"

# A configuration with a queue of its own: its name, the way to James.
configure() {
    local at=$scratch/$1
    mkdir -p "$at/conf" "$at/queue" "$at/data"
    chown postfix "$at/data"
    cp -r /etc/postfix/* "$at/conf"
    cat >"$at/conf/main.cf" <<END
compatibility_level = 3.6
queue_directory = $at/queue
data_directory = $at/data
maillog_file = $at/log
maillog_file_prefixes = $scratch
myhostname = postfix.example.org
mydestination =
alias_maps =
inet_interfaces = loopback-only
inet_protocols = ipv4
smtp_dns_support_level = disabled
smtp_host_lookup = native
local_header_rewrite_clients =
message_size_limit = 20000000
debug_peer_list = 127.0.0.1
$2
END
    cat >"$at/conf/master.cf" <<END
pickup    unix   n - n 1 1 pickup
cleanup   unix   n - n - 0 cleanup
qmgr      unix   n - n 300 1 qmgr
rewrite   unix   - - n - - trivial-rewrite
bounce    unix   - - n - 0 bounce
defer     unix   - - n - 0 bounce
trace     unix   - - n - 0 bounce
tlsmgr    unix   - - n 1000 1 tlsmgr
smtp      unix   - - n - - smtp
relay     unix   - - n - - smtp
lmtp      unix   - - n - - lmtp
error     unix   - - n - - error
retry     unix   - - n - - error
showq     unix   n - n - - showq
proxymap  unix   - - n - - proxymap
scache    unix   - - n - 1 scache
postlog   unix-dgram n - n - 1 postlogd
END
}

run_postfix() {
    "/usr/sbin/postfix" -c "$scratch/$1/conf" "$2" >>"$scratch/$1/out" 2>&1
}

# Hands over all messages and reads them back: the name of the configuration, writer, folder of the messages, "reports" or nothing.
deliver() {
    local name=$1 from=$2 folder=$3 reports=${4:-} one two expected=same wishes=()
    one=$(mailbox user reader)
    two=$(mailbox user second)
    run_postfix "$name" start || fail "Postfix does not start: $(cat "$scratch/$name/out")"
    # The scratch folder goes when the script ends, so its Postfix has to go before.
    trap 'run_postfix "'"$name"'" stop || true; rm -rf "$scratch"' EXIT
    for message in plain dots eightbit empty large; do
        # Both want a report of their own, so James makes copies.
        [ -z "$reports" ] || { expected=copied && wishes=(-N "success,failure" -R hdrs -V "$message+postfix"); }
        sed 's/\r$//' "$scratch/$folder/$message.eml" |
            MAIL_CONFIG="$scratch/$name/conf" "/usr/sbin/sendmail" -i -B 8BITMIME "${wishes[@]}" -f "$from" "$one" "$two"
    done
    for message in plain dots eightbit empty large; do
        mailbox "$expected" "$one" "$scratch/$folder/$message.eml"
        mailbox "$expected" "$two" "$scratch/$folder/$message.eml"
        if [ -n "$reports" ]; then
            mailbox lines "$from" "Original-Envelope-Id: $message\\+postfix" "Original-Recipient: rfc822; ?$one" \
                'Action: delivered' "Final-Recipient: rfc822; ?$one"
        fi
    done
    # Postfix says SMTPUTF8 where a header needs it and the server offers it, and else returns the message.
    if [ "$name" != lmtp ]; then
        printf 'From: <%s>\nTo: <%s>\nSubject: Grüße, 你好\n\nText.\n' "$from" "$one" |
            MAIL_CONFIG="$scratch/$name/conf" /usr/sbin/sendmail -i -f "$from" "$one"
        mailbox subject "$one" 'Grüße, 你好'
        said "$name" 'MAIL FROM:<.*> .*SMTPUTF8'
    fi
    run_postfix "$name" stop || fail "Postfix does not stop: $(cat "$scratch/$name/out")"
    trap 'rm -rf "$scratch"' EXIT
}

said() {
    grep --quiet -- "> 127\.0\.0\.1\[127\.0\.0\.1\]:[0-9]*: $2" "$scratch/$1/log" || fail "$1: Postfix did not say $2"
}

echo "Postfix $("/usr/sbin/postconf" -c "$(configure version "" && echo "$scratch/version/conf")" -h mail_version)"

configure stranger "relayhost = [127.0.0.1]:$SMTP_PORT
smtp_tls_security_level = none"
deliver stranger "$stranger" stranger
grep --quiet 'Using ESMTP PIPELINING' "$scratch/stranger/log" || fail "Postfix did not pipeline"
said stranger 'MAIL FROM:<.*> SIZE=[0-9]* BODY=8BITMIME'

configure submitted "relayhost = [127.0.0.1]:$SUBMISSION_PORT
smtp_tls_security_level = secure
smtp_tls_CAfile = $scratch/james.pem
smtp_tls_secure_cert_match = james
smtp_sasl_auth_enable = yes
smtp_sasl_security_options = noanonymous
smtp_sasl_password_maps = inline:{ { [127.0.0.1]:$SUBMISSION_PORT = $writer:secret } }"
deliver submitted "$writer" writer reports
said submitted 'STARTTLS'
said submitted 'AUTH '
said submitted 'MAIL FROM:<.*> .*ENVID=[a-z]*+2Bpostfix RET=HDRS'
said submitted 'RCPT TO:<.*> ORCPT=rfc822;.* NOTIFY=SUCCESS,FAILURE'

configure lmtp "default_transport = lmtp:[127.0.0.1]:$LMTP_PORT
lmtp_tls_security_level = none"
deliver lmtp "$stranger" stranger
said lmtp 'LHLO postfix.example.org'
