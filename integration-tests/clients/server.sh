#!/usr/bin/env bash
# Starts stock James with the jar and conf/, as mvn -Prun does, and with one rule changed: DSN is offered where users submit
# mail, before they log in, since most clients do not look again afterwards. Ctrl-C ends it.
set -euo pipefail
clients=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
conf=$clients/../target/clients-conf
rm -rf "$conf"
mkdir -p "$(dirname "$conf")"
cp -r "$clients/../../conf" "$conf"
rule="dsn = \"contains(['submission', 'submissions'], listener)\""
sed -i "/^dsn = /,/{ else = false }/c $rule" "$conf/ehlo.toml"
grep --quiet --line-regexp --fixed-strings "$rule" "$conf/ehlo.toml" || { echo "no rule for dsn in conf/ehlo.toml" >&2; exit 1; }
cd "$clients/../.."
exec mvn -Prun -Dharness.conf="$conf" "$@"
