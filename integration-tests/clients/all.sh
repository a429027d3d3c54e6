#!/usr/bin/env bash
# All clients, or those that are named, one after the other, against the server that server.sh started. Ends with 0 only when
# every one of them did.
set -uo pipefail
cd "$(dirname "$0")" || exit
failed=()
[ $# -gt 0 ] || set -- curl.sh python-smtplib.py swaks.sh nodemailer.sh exim.sh postfix.sh
for client in "$@"; do
    echo "== $client"
    "./$client" || failed+=("$client")
done
[ ${#failed[@]} = 0 ] || { echo "FAILED: ${failed[*]}" >&2; exit 1; }
echo "all messages of $* were read back"
