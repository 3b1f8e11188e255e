#!/usr/bin/env bash
# The quickstart playbook against four real services: four answers and exit 0;
# with one of the services stopped, exit 1.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program
need_command jq

# Expanded where the services' ports are known, inside `services.sh run`.
play='ss -ltnH >"$1/ports"; env | grep _PORT= >"$1/env"
exec "$2" run "$3" --json --target 127.0.0.1 --http "$HTTP_PORT" --ssh "$SSH_PORT" \
  --redis "$REDIS_PORT" --postgres "$POSTGRES_PORT"'
playbook=$root/scripts/playbooks/quickstart.scan
[[ -f $playbook ]] || skip "no ${playbook#"$root"/}"

capture "$lab/services.sh" run -- bash -c "$play" play "$work" "$scan" "$playbook"
check_code 0 "four services"
wanted=$(sed -n 's/^[A-Z]*_PORT=//p' "$work/env" | sort -n | tr '\n' ' ')
got=$(jq -r 'select(.type == "port" and .state == "open" and .host == "127.0.0.1") | .port' "$out" | sort -nu | tr '\n' ' ')
check_equal "$wanted" "$got" "the open set"
check_json '[.[] | select(.type == "emit" and .kind == "answer")] | length == 4' "four answers"
check_json '[.[] | select(.type == "finding")] | length > 0' "findings"
check_json '[.[] | select(.type == "expect")] | length > 0 and all(.ok)' "expectations hold"
check_json '.[0].type == "run" and .[-1].type == "summary" and .[-1].outcome == "pass" and .[-1].exit == 0' "first and last line"

capture "$lab/services.sh" run --without redis -- bash -c "$play" play "$work" "$scan" "$playbook"
check_code 1 "without Redis"
redis=$(sed -n 's/^REDIS_PORT=//p' "$work/env")
check_json "[.[] | select(.type == \"port\" and .port == $redis and .state == \"open\")] | length == 0" "Redis is not open"
check_json '[.[] | select(.type == "expect" and .ok == false)] | length > 0' "an expectation failed"
check_json '.[-1].outcome == "fail" and .[-1].exit == 1' "the summary says so"
