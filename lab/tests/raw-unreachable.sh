#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Ways that are not there: no route, no neighbour, a link that carries less than a probe. What can be asked is asked, the
# rest is said clearly.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/namespaces.sh
source "$lab/namespaces.sh"
need_raw_engine
need_command jq
pair_up
listen_prefix=("${far[@]}")
listen --host "$far_v4" --host "$far_v6" --port 80
scope=$(pair_scope)
run() { capture "${near[@]}" "$scan" run --json --all-ports --scope "$scope" -e "$1"; }
# state HOST PORT: "state reason" of the last run
state() { jq -r "select(.type == \"port\" and .host == \"$1\" and .port == $2) | .state + \" \" + .reason" "$out"; }

# The scanner's namespace knows its own link and nothing else.
for nowhere in 198.19.5.5 fd00:5::5; do
  run "scan $nowhere ports 80 using syn { discover none; timeout 300ms }"
  check_code '3|4' "no route to $nowhere"
  check_said '[Rr]oute|[Uu]nreachable' "no route to $nowhere: the reason is named"
  check_said "${nowhere//./\\.}" "no route to $nowhere: the address is named"
  run "scan $nowhere, $far_v4 ports 80 using syn { discover none; timeout 300ms }"
  check_code '3' "no route to $nowhere, a route to another"
  check_equal "open syn-ack" "$(state "$far_v4" 80)" "no route to $nowhere: the other host is still scanned"
done

# Nobody has the address: silence is all that can be told, and soon.
for nobody in 198.18.77.77 fd00:198:18:77::77; do
  started=$SECONDS
  run "scan $nobody, $far_v4, $far_v6 ports 80, 81 using syn { discover none; retries 1; timeout 500ms }"
  check_code '0|3' "no neighbour $nobody"
  check_most $((SECONDS - started)) 5 "no neighbour $nobody: seconds"
  for port in 80 81; do
    [[ $(state "$nobody" "$port") == filtered\ * ]] || fault "no neighbour $nobody: port $port is $(state "$nobody" "$port")"
  done
  for host in "$far_v4" "$far_v6"; do
    check_equal "open syn-ack" "$(state "$host" 80)" "no neighbour $nobody: $host is still scanned"
    check_equal "closed reset" "$(state "$host" 81)" "no neighbour $nobody: $host is still scanned"
  done
done

# A link that carries 576 bytes: a SYN fits, QUIC's 1,200 bytes (RFC 9000 §14.1) do not.
ip -n "$near_name" link set veth0 mtu 576
run "scan $far_v4 ports 80 using syn { discover none }"
check_code 0 "a small MTU: a SYN fits"
check_equal "open syn-ack" "$(state "$far_v4" 80)" "a small MTU: a SYN fits"
run "scan $far_v4 ports 53/udp, 443/udp using udp { discover none; retries 1; timeout 300ms }"
check_equal "closed port-unreach" "$(state "$far_v4" 53)" "a small MTU: what fits is asked"
# Either the probe went in fragments or smaller and was refused, or it is said that it could not be sent: never silence.
case $(state "$far_v4" 443) in
  "closed port-unreach") check_code 0 "a small MTU: a probe that got there" ;;
  *send-failed) check_code '3|4' "a small MTU: a probe that does not fit" ;;
  *) check_code '3|4' "a small MTU: 443/udp is \"$(state "$far_v4" 443)\"" && check_said 'MTU|too (long|large|big)' "a small MTU is named" ;;
esac
