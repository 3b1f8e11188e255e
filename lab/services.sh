#!/usr/bin/env bash
# Four real services on 127.0.0.1, on free unprivileged ports, for the demo and
# the tests. Their data lives below one temporary folder; nothing of the system's
# own configuration or instances is read or changed.
#
#   lab/services.sh run  [--without NAME]… [--] COMMAND…   up, COMMAND, down; COMMAND's exit status
#   lab/services.sh up   [--without NAME]… [--env FILE]    start, write FILE
#   lab/services.sh down [--env FILE]                      stop what FILE names
#
# COMMAND sees HTTP_PORT, SSH_PORT, REDIS_PORT, POSTGRES_PORT. A service left out
# (http, ssh, redis, postgres) keeps its port number, with nothing behind it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

address=127.0.0.1
names=(http ssh redis postgres)
declare -A port=() pid=() without=()
folder=
env_file=${TMPDIR:-/tmp}/scan-services-$UID.env

fail() {
  echo "services: $*" >&2
  exit 1
}

# Started by root, the services run as nobody: PostgreSQL refuses root, and sshd
# without root needs none of the system's folders.
unprivileged=()
if ((EUID == 0)); then
  unprivileged=(setpriv --reuid=65534 --regid=65534 --clear-groups --)
fi

# A port nobody listens on, below the range that the kernel hands to clients.
free_port() {
  local candidate
  for _ in {1..200}; do
    candidate=$((20000 + RANDOM % 10000))
    [[ " ${port[*]} " == *" $candidate "* ]] && continue
    if [[ -z $(ss -ltnH "sport = :$candidate") ]]; then
      echo "$candidate"
      return
    fi
  done
  fail "no free port"
}

# launch NAME COMMAND…: in the background, in a session of its own so that a
# Ctrl-C for the command that uses the services does not reach them.
launch() {
  local name=$1
  shift
  (cd "$folder" && exec setsid "${unprivileged[@]}" "$@") >"$folder/$name.log" 2>&1 </dev/null &
  pid[$name]=$!
}

start_http() {
  mkdir "$folder/nginx" "$folder/www"
  echo 'scan lab' >"$folder/www/index.html"
  cat >"$folder/nginx.conf" <<CONF
daemon off;
worker_processes 1;
pid $folder/nginx/pid;
error_log stderr;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path $folder/nginx/body;
  proxy_temp_path $folder/nginx/proxy;
  fastcgi_temp_path $folder/nginx/fastcgi;
  uwsgi_temp_path $folder/nginx/uwsgi;
  scgi_temp_path $folder/nginx/scgi;
  server { listen $address:${port[http]}; root $folder/www; }
}
CONF
  own
  launch http "$(command -v nginx || echo /usr/sbin/nginx)" -e stderr -p "$folder/nginx" -c "$folder/nginx.conf"
}

start_ssh() {
  mkdir "$folder/ssh"
  own
  "${unprivileged[@]}" ssh-keygen -q -t ed25519 -N '' -C lab -f "$folder/ssh/key" </dev/null
  cat >"$folder/sshd.conf" <<CONF
ListenAddress $address
Port ${port[ssh]}
HostKey $folder/ssh/key
PidFile $folder/ssh/pid
UsePAM no
PasswordAuthentication no
CONF
  launch ssh /usr/sbin/sshd -D -e -f "$folder/sshd.conf"
}

start_redis() {
  mkdir "$folder/redis"
  own
  launch redis redis-server --bind "$address" --port "${port[redis]}" --dir "$folder/redis" \
    --save '' --appendonly no --daemonize no
}

start_postgres() {
  local programs=(/usr/lib/postgresql/*/bin)
  local bin=${programs[-1]} data=$folder/postgres
  mkdir "$data"
  own
  "${unprivileged[@]}" "$bin/initdb" -D "$data" -U postgres --auth=trust --no-sync --no-locale -E UTF8 \
    >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; fail "initdb failed"; }
  launch postgres "$bin/postgres" -D "$data" -p "${port[postgres]}" -c listen_addresses="$address" \
    -c unix_socket_directories="$data" -c fsync=off -c max_connections=20 -c shared_buffers=16MB
}

own() {
  if ((EUID == 0)); then chown -R 65534:65534 "$folder"; fi
}

# ask PORT FORMAT COUNT: sends the bytes that printf makes of FORMAT, prints the
# first COUNT bytes of the answer; a second at most.
ask() {
  timeout 1 bash -c 'exec 3<>"/dev/tcp/$1/$2" && printf "$3" >&3 && head -c "$4" <&3' \
    ask "$address" "$1" "$2" "$3" 2>/dev/null || true
}

# What makes each service "up": its protocol's own answer, not an open port.
answers() {
  case $1 in
    http) [[ $(ask "${port[http]}" 'GET / HTTP/1.0\r\n\r\n' 8) == HTTP/1.1 ]] ;;
    ssh) [[ $(ask "${port[ssh]}" '' 8) == SSH-2.0- ]] ;;
    redis) [[ $(ask "${port[redis]}" 'PING\r\n' 5) == +PONG ]] ;;
    # SSLRequest: length 8, code 80877103; one byte back, S or N.
    postgres) [[ $(ask "${port[postgres]}" '\x00\x00\x00\x08\x04\xd2\x16\x2f' 1) == [SN] ]] ;;
  esac
}

wait_until_answering() {
  local name=$1
  for _ in {1..150}; do
    if answers "$name"; then return; fi
    if ! kill -0 "${pid[$name]}" 2>/dev/null; then break; fi
    sleep 0.1
  done
  cat "$folder/$name.log" >&2
  fail "$name does not answer on port ${port[$name]}"
}

install_missing() {
  if ! command -v redis-server >/dev/null || [[ ! -x /usr/sbin/sshd || ! -x /usr/sbin/nginx ]] ||
    ! compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || ! command -v ss >/dev/null; then
    "$here/packages.sh" services >&2
  fi
}

up() {
  install_missing
  folder=$(mktemp -d /tmp/scan-services.XXXXXX)
  chmod 755 "$folder"
  local name
  for name in "${names[@]}"; do
    port[$name]=$(free_port)
  done
  for name in "${names[@]}"; do
    [[ -v without[$name] ]] || "start_$name"
  done
  for name in "${names[@]}"; do
    [[ -v without[$name] ]] || wait_until_answering "$name"
  done
}

# By its own id, and only while that id is still the process started here: every
# one of them names the temporary folder or its port on its command line.
is_ours() {
  local line
  [[ -r /proc/$2/cmdline ]] || return 1
  line=$(tr '\0' ' ' 2>/dev/null <"/proc/$2/cmdline") || return 1
  [[ $line == *"$folder"* || $line == *"${port[$1]}"* ]]
}

stop() {
  local name
  for name in "${!pid[@]}"; do
    # PostgreSQL waits for its clients on TERM; INT is its fast shutdown.
    if is_ours "$name" "${pid[$name]}"; then
      kill -s "$([[ $name == postgres ]] && echo INT || echo TERM)" "${pid[$name]}" 2>/dev/null || true
    fi
  done
  for name in "${!pid[@]}"; do
    for _ in {1..50}; do
      is_ours "$name" "${pid[$name]}" || break
      sleep 0.1
    done
    if is_ours "$name" "${pid[$name]}"; then kill -s KILL "${pid[$name]}" 2>/dev/null || true; fi
  done
  pid=()
  if [[ -n $folder && $folder == /tmp/scan-services.* ]]; then rm -rf "$folder"; fi
}

write_env() {
  local name
  {
    echo "SERVICES_FOLDER=$folder"
    for name in "${names[@]}"; do echo "${name^^}_PORT=${port[$name]}"; done
    for name in "${!pid[@]}"; do echo "${name^^}_PID=${pid[$name]}"; done
  } >"$env_file"
}

read_env() {
  [[ -r $env_file ]] || fail "no services to stop: $env_file"
  local key value name
  while IFS='=' read -r key value; do
    name=${key%_*}
    name=${name,,}
    case $key in
      SERVICES_FOLDER) folder=$value ;;
      *_PORT) port[$name]=$value ;;
      *_PID) pid[$name]=$value ;;
    esac
  done <"$env_file"
}

command=${1:-}
shift || true
while (($# > 0)); do
  case $1 in
    --without)
      [[ " ${names[*]} " == *" ${2:-} "* ]] || fail "--without takes one of: ${names[*]}"
      without[$2]=1
      shift 2
      ;;
    --env)
      env_file=${2:?--env takes a file}
      shift 2
      ;;
    --)
      shift
      break
      ;;
    *) break ;;
  esac
done

case $command in
  run)
    (($# > 0)) || fail "run takes a command"
    trap stop EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    up
    status=0
    HTTP_PORT=${port[http]} SSH_PORT=${port[ssh]} REDIS_PORT=${port[redis]} POSTGRES_PORT=${port[postgres]} \
      "$@" || status=$?
    exit "$status"
    ;;
  up)
    trap stop EXIT
    up
    write_env
    trap - EXIT
    cat "$env_file"
    ;;
  down)
    read_env
    stop
    rm -f "$env_file"
    ;;
  *)
    sed -n 's/^# \{0,1\}//; 2,12p' "${BASH_SOURCE[0]}" >&2
    exit 2
    ;;
esac
