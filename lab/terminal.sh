# shellcheck shell=bash
# A program on a real terminal, for lab/tests/repl-*.sh: source it behind lib.sh.
#
# The terminal is a window of a tmux server of the test's own. Nothing here waits a fixed time: what is to come is
# waited for, up to $patience seconds, and how long it took is no part of any test.

# What is longer than this to come does not come.
patience=${SCAN_PATIENCE:-60}
# Further variables of the program's environment: NO_COLOR=1.
terminal_environment=()

tmux_server() { tmux -L scan -f /dev/null "$@"; }

need_terminal() {
  need_program
  need_command tmux
  export TMUX_TMPDIR=$work
  unset TMUX TMUX_PANE
}

# terminal COLUMNS ROWS COMMAND…: runs the command in a window of that size. How the terminal was set before and after
# it is in $work/stty.before and $work/stty.after, its exit status in $work/status, its process id in $work/pid.
terminal() {
  local columns=$1 rows=$2
  shift 2
  close_terminal
  rm -f "$work"/stty.* "$work/status" "$work/pid"
  cat >"$work/window.sh" <<'WINDOW'
stty -g >"$work/stty.before"
( echo "$BASHPID" >"$work/pid"; exec "$@" )
code=$?
stty -g >"$work/stty.after.part" && mv "$work/stty.after.part" "$work/stty.after"
echo "$code" >"$work/status.part" && mv "$work/status.part" "$work/status"
WINDOW
  terminal_window "$columns" "$rows" bash --norc --noprofile "$work/window.sh" "$@"
}

# shell COLUMNS ROWS: an interactive shell in place of a program, for what needs one: Ctrl-Z, fg. Its prompt is `sh$`.
shell() {
  close_terminal
  terminal_environment+=("PS1=sh\$ ")
  terminal_window "$1" "$2" bash --norc --noprofile -i
  wait_for '^sh\$$'
}

terminal_window() {
  local columns=$1 rows=$2
  shift 2
  defer close_terminal
  # A server that is on its way out may still be met: then there is another one a moment later.
  until_true start_server "$columns" "$rows"
  tmux_server new-window -t 0:1 -k \
    "$(printf '%q ' exec env "HOME=$HOME" "XDG_STATE_HOME=$XDG_STATE_HOME" LC_ALL=C.UTF-8 "INPUTRC=${INPUTRC:-/dev/null}" \
      "work=$work" "${terminal_environment[@]}" "$@")"
  tmux_server kill-window -t 0:0 2>/dev/null
}

start_server() {
  tmux_server new-session -d -x "$1" -y "$2" -e "work=$work" sleep 600 \; \
    set -g status off \; set -g remain-on-exit on \; set -g history-limit 5000 \; set -g escape-time 10
}

# Takes the window away, and the program with it.
close_terminal() {
  tmux_server kill-server 2>/dev/null || return 0
  # A server on its way out takes no new window.
  until_true is_closed || true
}
is_closed() { ! tmux_server list-sessions >/dev/null 2>&1; }

# type_text TEXT: as if typed, key by key. keys NAME…: Enter, C-c, Up, Tab, M-., as tmux calls them.
# tmux takes a `;` at the end for its own.
type_text() { tmux_server send-keys -l -- "${1/%;/\\;}"; }
keys() { tmux_server send-keys "$@"; }
enter() {
  type_text "$1"
  keys Enter
}
# paste FILE: as terminals paste, in brackets where the program asked for them.
paste() {
  tmux_server load-buffer "$1"
  tmux_server paste-buffer -p
}
resize() { tmux_server resize-window -x "$1" -y "$2"; }

# answer TEXT: enters it, and waits for the prompt that follows.
answer() {
  local before
  before=$(prompts)
  enter "$1"
  until_true is_prompted "$before" && return
  fault "no prompt behind: $1"
  show_screen
  return 1
}
prompts() { scrolled | grep -cE '^(scan|\.\.\.)>' || true; }
is_prompted() { (($(prompts) > $1)) && is_foot '^(scan|\.\.\.)> ?$'; }

# What is on the screen, without blanks at the ends of lines; what has scrolled off it as well.
screen() { tmux_server capture-pane -p; }
scrolled() { tmux_server capture-pane -p -S - -J | sed 's/ *$//'; }
# The last line that is not empty.
foot() { screen | grep -v '^$' | tail -n 1; }

# until COMMAND…: waits until it succeeds; false when patience ends.
until_true() {
  local end=$((SECONDS + patience))
  while ! "$@"; do
    ((SECONDS < end)) || return 1
    sleep 0.05
  done
}

show_screen() {
  echo "# the screen:" >&2
  scrolled 2>/dev/null | grep -v '^$' | tail -n 40 | cut -c1-120 | sed 's/^/#   |/' >&2
}

# grep reads to the end: whoever writes to it would else be ended by a closed pipe, and be taken for a failure.
is_seen() { scrolled | grep -E -e "$1" >/dev/null; }
is_foot() { foot | grep -E -e "$1" >/dev/null; }
is_ended() { [[ -e $work/status ]]; }

# wait_for REGEX [WHAT]: a line that was written.
wait_for() {
  until_true is_seen "$1" && return
  fault "${2:-waiting}: no line matches $1"
  show_screen
  return 1
}
# wait_foot REGEX [WHAT]: the last line that is not empty.
wait_foot() {
  until_true is_foot "$1" && return
  fault "${2:-waiting}: the last line does not match $1"
  show_screen
  return 1
}
# The prompt with nothing typed behind it.
wait_prompt() { wait_foot '^scan> ?$' "${1:-waiting for the prompt}"; }

# check_seen REGEX WHAT, check_unseen REGEX WHAT: of everything that was written.
check_seen() {
  is_seen "$1" && return
  fault "$2: no line matches $1"
  show_screen
}
check_unseen() {
  is_seen "$1" || return 0
  fault "$2: a line matches $1"
  show_screen
}
# check_screen WHAT: the screen is standard input, empty lines aside.
check_screen() {
  diff <(cat) <(screen | grep -v '^$') >&2 && return
  fault "$1: the screen is another (< wanted, > got)"
}

# wait_end STATUS WHAT: the program ends, with that status, and leaves the terminal as it was.
wait_end() {
  if ! until_true is_ended; then
    fault "$2: the program does not end"
    show_screen
    return 1
  fi
  check_equal "$1" "$(cat "$work/status")" "$2: exit status"
  check_equal "$(cat "$work/stty.before")" "$(cat "$work/stty.after")" "$2: how the terminal is set"
}

program() { cat "$work/pid"; }
