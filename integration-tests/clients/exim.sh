#!/usr/bin/env bash
# Exim as a sending server: to the listener smtp as a stranger's, and to the listener submission as a user's, with STARTTLS,
# AUTH and DSN, and by LMTP; with BDAT, and told to leave BDAT alone. Needs Debian's exim4-daemon-light, installed or unpacked, but no
# configuration of it, no root, no daemon. EXIM names the program. As root it runs as "nobody": Exim delivers nothing as root.
source "$(dirname "$0")/common.sh"
exim=${EXIM:-/usr/sbin/exim4}
prepare
as=()
account=$(id -u)
if [ "$account" = 0 ]; then
    account=$(id -u nobody)
    as=(setpriv "--reuid=$account" "--regid=$(id -g nobody)" --clear-groups --no-new-privs)
    chmod 711 "$scratch"
fi

# A configuration with a queue of its own: its name, the port of James, options of the transport, authenticators.
configure() {
    mkdir -p "$scratch/$1/spool" "$scratch/$1/log"
    cat >"$scratch/$1/exim.conf" <<END
primary_hostname = exim.example.org
spool_directory = $scratch/$1/spool
log_file_path = $scratch/$1/log/%slog
exim_user = $account
exim_group = $(id -g "$account")
deliver_drop_privilege
untrusted_set_sender = *
local_from_check = false
acl_smtp_rcpt = accept
acl_smtp_data = accept
acl_not_smtp = accept
dsn_advertise_hosts = *
accept_8bitmime = true
message_size_limit = 20M
keep_environment =
begin routers
to_james:
  driver = manualroute
  transport = to_james
  route_list = * 127.0.0.1 byname
  self = send
begin transports
to_james:
  driver = smtp
  port = $2
  allow_localhost
$3
begin retry
* * F,1m,1s
begin authenticators
$4
END
    chown -R "$account" "$scratch/$1"
}

run_exim() {
    local name=$1
    shift
    "${as[@]}" "$exim" -C "$scratch/$name/exim.conf" "$@"
}

# What Exim is handed on its standard input: all messages, each for two readers, with reports asked for where $4 says so.
session() {
    local from=$1 one=$2 two=$3 reports=$4
    printf 'EHLO client.example.org\r\n'
    for message in plain dots eightbit empty large; do
        printf 'MAIL FROM:<%s>%s\r\n' "$from" "${reports:+ RET=HDRS ENVID=$message+2Bexim}"
        printf 'RCPT TO:<%s>%s\r\n' "$one" "${reports:+ NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;$message+2B@example.test}"
        printf 'RCPT TO:<%s>%s\r\n' "$two" "${reports:+ NOTIFY=NEVER}"
        printf 'DATA\r\n'
        sed 's/^\./../' "$scratch/$5/$message.eml"
        printf '.\r\n'
    done
    printf 'QUIT\r\n'
}

# Queues all messages and sends them: the name of the configuration, writer, folder of the messages, "reports" or nothing.
deliver() {
    local name=$1 from=$2 folder=$3 reports=${4:-} one two expected=same
    # Where the wishes of the recipients differ James makes copies.
    [ -z "$reports" ] || expected=copied
    one=$(mailbox user reader)
    two=$(mailbox user second)
    session "$from" "$one" "$two" "$reports" "$folder" | run_exim "$name" -odq -bs >"$scratch/$name/in"
    [ "$(grep -c '^250 OK id=' "$scratch/$name/in")" = 5 ] || fail "Exim did not take what it was to send: $(cat "$scratch/$name/in")"
    # One run for the routes, one to send: all of them on as few connections as Exim likes.
    run_exim "$name" -v -qqff >"$scratch/$name/wire" 2>&1
    [ -z "$(run_exim "$name" -bp)" ] || fail "$name: Exim has not sent everything: $(cat "$scratch/$name/wire" "$scratch/$name/log/mainlog")"
    for message in plain dots eightbit empty large; do
        mailbox "$expected" "$one" "$scratch/$folder/$message.eml"
        mailbox "$expected" "$two" "$scratch/$folder/$message.eml"
        if [ -n "$reports" ]; then
            mailbox lines "$from" "Original-Envelope-Id: $message\\+exim" "Original-Recipient: rfc822; ?$message\\+@example\\.test" \
                'Action: delivered' "Final-Recipient: rfc822; ?$one"
        fi
    done
}

# What Exim said, to the first message of a connection; it shows no more than that.
said() {
    grep --quiet -- "SMTP[>|+]> *$2" "$scratch/$1/wire" || fail "$1: Exim did not say $2"
}

said_not() {
    ! grep --quiet -- "SMTP[>|+]> *$2" "$scratch/$1/wire" || fail "$1: Exim said $2"
}

"$exim" -bV | head -1

configure chunks "$SMTP_PORT" "  hosts_try_chunking = *
  hosts_avoid_tls = *" ""
deliver chunks "$stranger" stranger
said chunks 'MAIL FROM:.* SIZE=[0-9]*'
grep --quiet 'SMTP|> RCPT' "$scratch/chunks/wire" || fail "Exim did not pipeline"
said chunks 'BDAT [0-9]* LAST'
said_not chunks DATA

configure data "$SMTP_PORT" "  hosts_try_chunking =
  hosts_require_tls = *" ""
deliver data "$stranger" stranger
said data DATA
said_not data BDAT

login="james:
  driver = plaintext
  public_name = PLAIN
  client_send = ^$writer^secret"
for way in submitted-chunks submitted-data; do
    [ "$way" = submitted-data ] && chunking='' || chunking='*'
    configure "$way" "$SUBMISSION_PORT" "  hosts_try_chunking = $chunking
  hosts_require_tls = *
  hosts_require_auth = *" "$login"
    deliver "$way" "$writer" writer reports
    said "$way" 'MAIL FROM.* RET=HDRS ENVID=[a-z]*+2Bexim'
    said "$way" 'RCPT TO.* NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;[a-z]*+2B@example\.test'
done
said submitted-chunks 'BDAT [0-9]* LAST'
said submitted-data DATA

# By LMTP with BDAT: after the last chunk each recipient has a reply of its own.
configure lmtp "$LMTP_PORT" "  protocol = lmtp
  hosts_try_chunking = *
  hosts_avoid_tls = *" ""
deliver lmtp "$stranger" stranger
said lmtp LHLO

# Recipients that James refuses: Exim has sent BDAT before it hears of it. Where all of them are refused the octets are nobody's;
# where one is left, that one gets the message.
configure refused "$SMTP_PORT" "  hosts_try_chunking = *
  hosts_avoid_tls = *" ""
one=$(mailbox user reader)
for recipients in nobody@example.test "nobody@example.test $one"; do
    # shellcheck disable=SC2086 # several recipients
    sed 's/\r$//' "$scratch/stranger/dots.eml" | run_exim refused -odq -i -f "$stranger" $recipients
done
run_exim refused -v -qqff >"$scratch/refused/wire" 2>&1
mailbox same "$one" "$scratch/stranger/dots.eml"
said refused 'BDAT [0-9]* LAST'
[ "$(grep -c '\*\* nobody@example.test .*550 5\.' "$scratch/refused/log/mainlog")" = 2 ] ||
    fail "refused: Exim was not told twice: $(cat "$scratch/refused/log/mainlog")"
