#!/usr/bin/env bash
# The first line of the documentation, as a user without any privilege: the open
# set is the kernel's own list of listeners.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program
need_root
need_command ss setpriv
listen --host 127.0.0.1 --host 0.0.0.0 --count 3
# Not reachable at 127.0.0.1: must not show.
listen --host 127.0.0.2 --host ::1

mkdir -m 755 "$work/bin"
cp "$scan" "$work/bin/scan"
chmod 755 "$work/bin/scan"
install -d -o 65534 -g 65534 "$work/home"

kernel_open >"$work/before"
capture env -u XDG_CONFIG_HOME -u XDG_STATE_HOME -u XDG_DATA_HOME -u XDG_CACHE_HOME HOME="$work/home" \
  setpriv --reuid=65534 --regid=65534 --clear-groups \
  sh -c 'cd / && exec "$@"' sh "$work/bin/scan" run -e \
  'show (scan 127.0.0.1 ports 1-65535).open columns host, port, state, reason, rtt'
kernel_open >"$work/after"
check_code 0 "the scan"
awk '$1 == "127.0.0.1" && $3 == "open" { sub("/tcp", "", $2); print $2 }' "$out" | sort -nu >"$work/got"
check_open_set "$work/before" "$work/after" "$work/got" "as nobody"
check_match "$out" '^127\.0\.0\.1 +[0-9]+(/tcp)? +open +syn-ack +[0-9.]+(us|ms)' "a row: host, port, state, reason, rtt"
