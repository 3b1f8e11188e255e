#!/usr/bin/env bash
# What the network, the files and the command line can throw at the program.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=lab/namespaces.sh
source "$lab/namespaces.sh"
need_program
need_command jq

# A banner with a title sequence, colours, BEL, NUL, CR, a C1 control (U+009B),
# invalid UTF-8 and HTML.
hostile=$(printf '\033]0;owned\007\033[31mred\000\r\302\233\377\376<script>alert(1)</script>\n' | od -An -v -tx1 | tr -d ' \n')
listen --host 127.0.0.1 --mode say --say "$hostile"
port=${listening[0]}
play="let r = scan 127.0.0.1 ports $port using connect {
  on open as p {
    let b = banner(p, wait: 2s)
    print(b)
    finding low \"it says \\(b)\" at p { banner: b }
    emit banner { banner: b }
  }
}
show r.findings
show r.emitted(\"banner\")"
# Control characters, C1 controls as UTF-8, and bytes that are not UTF-8 at all.
raw='[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|[\xfe\xff]'
export LC_ALL=C
for option in --color=never --json; do
  capture "$scan" run "$option" -e "$play"
  check_code 0 "a hostile banner ($option)"
  check_match "$out" 'owned' "the banner is shown, escaped ($option)"
  for file in "$out" "$err"; do
    check_no_match "$file" "$raw" "$(basename "$file") ($option)"
  done
done

# One that accepts and never speaks: a clear time-out, soon.
listen --host 127.0.0.1 --mode silent
started=$SECONDS
capture "$scan" run -e "scan 127.0.0.1 ports ${listening[0]} using connect { on open as p { print(banner(p, wait: 1s)) } }"
check_code 3 "a silent server"
check_most $((SECONDS - started)) 5 "a silent server: seconds"
check_match "$err" '[Tt]ime|1s' "a silent server: the time-out is named"

# Files and arguments: exit 2, a message that names the thing, nothing sent.
capture "$scan" run "$work/none.scan"
check_code 2 "a file that does not exist"
check_match "$err" 'none\.scan' "a file that does not exist is named"
capture "$scan" run "$work"
check_code 2 "a folder as a file"
printf 'print(1)\n\xff\xfe\n' >"$work/bytes.scan"
capture "$scan" run "$work/bytes.scan"
check_code 2 "a file that is not UTF-8"
if ((EUID == 0)); then
  mkdir -m 755 "$work/bin"
  cp "$scan" "$work/bin/scan"
  echo 'print(1)' >"$work/secret.scan"
  chmod 600 "$work/secret.scan"
  capture setpriv --reuid=65534 --regid=65534 --clear-groups "$work/bin/scan" run "$work/secret.scan"
  check_code 2 "an unreadable file"
  check_match "$err" 'secret\.scan.*([Pp]ermission|read)' "an unreadable file: why"
fi
capture "$scan" run --no-such-option -e 'print(1)'
check_code 2 "an unknown option"
check_match "$err" 'no-such-option' "an unknown option is named"
capture "$scan" frobnicate
check_code 2 "an unknown command"
capture "$scan" run -e 'scan 127.0.0.1 ports 80 using conect'
check_code 2 "an unknown technique"
check_match "$err" 'connect' "an unknown technique: did you mean"

# A name that does not resolve: looked up in a namespace with /etc/hosts alone.
if ((EUID == 0)) && command -v ip nft >/dev/null; then
  near_file hosts <<<'127.0.0.1 localhost'
  near_file nsswitch.conf <<<'hosts: files'
  near_file resolv.conf <<<'# no resolver'
  pair_up
  capture "${near[@]}" "$scan" run -e 'scan "no-such-host.invalid" ports 80 using connect'
  check_code '2|3' "an unresolvable name"
  check_match "$err" 'no-such-host\.invalid' "an unresolvable name is named"
fi
