#!/usr/bin/env bash
# `make demo`: the quickstart playbook against four real services on loopback.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
scan=${SCAN:-.build/release/scan}

if [[ ${1:-} != --inside ]]; then
  exec lab/services.sh run -- lab/demo.sh --inside
fi
playbook=(run scripts/playbooks/quickstart.scan --target 127.0.0.1
  --http "$HTTP_PORT" --ssh "$SSH_PORT" --redis "$REDIS_PORT" --postgres "$POSTGRES_PORT")
echo "\$ $scan ${playbook[*]}"
exec "$scan" "${playbook[@]}"
