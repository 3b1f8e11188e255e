#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# `:watch`: rounds that give the same say so in a line, what changed is told, and `until changed` ends with the first change.
# Ctrl-C, errors, Ctrl-Z, typing meanwhile, and a pipe in place of a terminal.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/terminal.sh
source "$lab/terminal.sh"
need_terminal
need_command python3
time_of_day='[0-2][0-9]:[0-5][0-9]:[0-5][0-9]'
clear_screen() {
  keys C-l
  tmux_server clear-history
  wait_prompt
}

# A simulated network, whose answers take another time each: that is no change.
cat >"$work/net.scan" <<'NET'
network lab seed 7 {
  host 10.0.0.5 { delay 1ms-90ms; open 22, 80; closed 23; drop else }
  host 10.0.0.6 { delay 1ms-90ms; open 22; closed else }
}
NET
terminal 80 50 "$scan" repl --quiet --network "$work/net.scan"
wait_prompt
enter ':watch 100ms scan 10.0.0.5, 10.0.0.6 ports 20-80'
wait_for "^$time_of_day  every 100ms; Ctrl-C ends it\$" "what begins is said"
wait_for '^_1 = results of 10\.0\.0\.5-10\.0\.0\.6: 2 hosts up, 3 open' "the first round shows its value"
three_rounds() { (($(scrolled | grep -cE "^$time_of_day  unchanged\$") >= 3)); }
until_true three_rounds || fault "round-trip times are no change"
keys C-c
wait_prompt "Ctrl-C ends it"
check_unseen "^$time_of_day  changed\$|_2" "nothing changed"
check_unseen '\^C\^C' "Ctrl-C is echoed once"
enter '_.open.count'
wait_for '^_2 = 3$' "_ is the value of the watch"
clear_screen
# Lists in whatever order, records with their times, plain values.
for entry in '(scan 10.0.0.6 ports 20-40).open' 'probe(10.0.0.5, 22)' 'ping(10.0.0.6)' '[(scan 10.0.0.5 ports 22), 1]' \
  '{"a": (scan 10.0.0.5 ports 20-23).hosts}' '"text"'; do
  enter ":watch 100ms $entry"
  until_true three_rounds || fault "$entry: the same is unchanged"
  keys C-c
  wait_prompt "$entry: Ctrl-C"
  check_unseen "^$time_of_day  changed\$" "$entry"
  clear_screen
done

keys C-d
wait_end 0 "a simulated network"

terminal 80 50 "$scan" repl --quiet
wait_prompt
# What changes is told: new, gone, other. Times of day are for who asks for them.
enter ':watch 100ms ["a", "b", "\(now())"] until changed'
wait_for "^$time_of_day  every 100ms; Ctrl-C or a change ends it\$" "until changed"
wait_for "^$time_of_day  changed\$" "a change"
wait_prompt "the change ends it"
check_seen '^\+ "20' "what is new"
check_seen '^- "20' "what is gone"
check_unseen '^[+-] "[ab]"' "what stayed"
enter '_.count'
wait_for '^_[0-9]+ = 3$' "_ is the new value"
enter ':watch 100ms now().second until changed'
wait_for '^  [0-9]+ → [0-9]+$' "a plain value"
wait_prompt
clear_screen
# An error ends it, and says so; so does what cannot be checked.
listen --mode say --say 6869
enter ":watch 200ms banner(127.0.0.1, ${listening[0]}, wait: 50ms)"
wait_for "^$time_of_day  unchanged\$" "what is said"
end "$listener"
wait_for 'refused|reset|closed' "an error"
wait_for "^$time_of_day  the watch ends here\$" "ends it"
wait_prompt
enter ':watch 100ms nobody'
wait_for 'S0301' "what is not declared"
wait_prompt
enter ':watch soon 1 + 1'
wait_for 'how often, and what' "no time"
wait_prompt
enter ':watch 1s 1 + 1 &'
wait_for 'a watch has the terminal to itself' "no watch in the background"
wait_prompt
clear_screen

# A line that is typed while it waits is entered behind it.
enter ':watch 10s 20 + 1'
wait_for '^_[0-9]+ = 21$'
type_text '6 * 7'
keys C-c
wait_prompt "typing meanwhile, Ctrl-C"
enter '6 * 8'
wait_for '^_[0-9]+ = 48$' "the session goes on"
wait_prompt
keys C-d
wait_end 0 "leaving"

# In a shell: Ctrl-Z between two rounds, and on.
shell 80 40
enter "$(printf '%q ' "$scan" repl --quiet)"
wait_prompt "in a shell"
enter ':watch 200ms 1 + 1'
wait_for "^$time_of_day  unchanged\$"
keys C-z
wait_for 'Stopped' "Ctrl-Z"
wait_foot '^sh\$$' "Ctrl-Z"
tmux_server clear-history
keys C-l
wait_foot '^sh\$$'
enter fg
wait_for "^$time_of_day  unchanged\$" "fg goes on"
keys C-c
wait_prompt "Ctrl-C behind fg"
enter ':quit'
wait_foot '^sh\$$' "leaves"
close_terminal

# A port that opens, on a real network: this machine.
listen --mode close
port=${listening[0]}
end "$listener"
terminal 80 40 "$scan" repl
wait_prompt
enter ":watch 200ms scan 127.0.0.1 ports $port using connect until changed"
wait_for "^$time_of_day  unchanged\$" "a closed port"
listen --mode close --port "$port"
wait_for "^  127\\.0\\.0\\.1 $port/tcp: closed → open\$" "a port that opens"
wait_for '^_2 = results of 127\.0\.0\.1: 1 host up, 1 open$' "and the new value"
wait_prompt
# The round that Ctrl-C stops is kept as what it is.
enter ':watch 1s scan 127.0.0.1 ports 1-60000 using connect { rate 50/s; on any 1-60000 { note("begun") } }'
wait_for '^begun$'
keys C-c
wait_for '^_3 = .partial. results of 127\.0\.0\.1' "Ctrl-C in a round"
wait_prompt
# Wherever it comes, in a round, at its end or between two: none follows.
for round in {1..12}; do
  enter ":watch 1ms $round + 100"
  wait_for "= $((round + 100))\$"
  keys C-c
  if ! wait_prompt "Ctrl-C $round"; then break; fi
done
enter '_3.sent > 0'
wait_for '^_[0-9]+ = true$'
wait_prompt
keys C-d
wait_end 0 "leaving"

# In a pipe: the first round and what changes on standard output, times on standard error; signals end it.
for pair in INT:130 TERM:143; do
  # Between two rounds, and in one.
  for entry in '20 + 1' 'scan 127.0.0.1 ports 1-60000 using connect { rate 50/s }'; do
    code=0
    timeout -k 5 -s "${pair%:*}" --preserve-status 2 "$scan" repl --quiet <<<":watch 100ms $entry" >"$out" 2>"$err" || code=$?
    check_code "${pair#*:}" "a pipe, ${pair%:*}, $entry"
  done
done
code=0
timeout -k 5 -s INT --preserve-status 2 "$scan" repl --quiet <<<':watch 100ms 20 + 1' >"$out" 2>"$err" || code=$?
check_equal '_1 = 21' "$(cat "$out")" "a pipe: standard output"
check_match "$err" "^$time_of_day  unchanged\$" "a pipe: standard error"
capture bash -c 'printf "%s\n" ":watch 50ms now().second until changed" "1 + 1" | "$1" repl --quiet' - "$scan"
check_code 0 "a pipe: until changed"
check_equal $'_1 = N\n  N → N\n_2 = N\n_3 = N' "$(sed -E 's/\b[0-9]+\b/N/g' "$out")" "a pipe: until changed"
