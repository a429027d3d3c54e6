# shellcheck shell=bash
# Sourced by the scripts of the clients: the ports, a scratch folder, and what each of them needs.
set -euo pipefail

export SMTP_PORT="${SMTP_PORT:-1025}" SUBMISSION_PORT="${SUBMISSION_PORT:-1587}" SUBMISSIONS_PORT="${SUBMISSIONS_PORT:-1465}"
export LMTP_PORT="${LMTP_PORT:-1124}" IMAP_PORT="${IMAP_PORT:-1143}" WEBADMIN_PORT="${WEBADMIN_PORT:-8000}"

clients=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

mailbox() {
    python3 "$clients/inbox.py" "$@"
}

# A user who reads and one who writes, a stranger who writes too, and the messages of each writer in a folder of its name.
# shellcheck disable=SC2034 # who sources this uses them
prepare() {
    reader=$(mailbox user reader)
    second=$(mailbox user second)
    writer=$(mailbox user writer)
    stranger=stranger@example.org
    mkdir "$scratch/stranger" "$scratch/writer"
    mailbox messages "$scratch/stranger" "$stranger" "$reader"
    mailbox messages "$scratch/writer" "$writer" "$reader"
    mailbox certificate "$scratch/james.pem"
}

# Prints why and ends: a client did not do, or was not told, what it should.
fail() {
    echo "FAILED: $*" >&2
    exit 1
}
