#!/usr/bin/env bash
# Playbooks that are as deep, as long or as greedy as they may be, or more: the
# program ends by itself, says what is wrong where, and keeps to its limits.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program
need_command python3

/usr/bin/python3 - "$work" <<'PYTHON'
import sys

folder = sys.argv[1]
NETWORK = "network one { host 10.0.0.1 { open 22; closed else } }\n"
HANDLER = "scan 10.0.0.1 ports 22 using syn {\n  on open as p { print(p.number, f(190)) }\n}\n"


def write(name, text):
    with open(f"{folder}/{name}.scan", "wb") as file:
        file.write(text if isinstance(text, bytes) else text.encode())


# Nesting of almost 200 within almost 200 calls, in every form that nests.
forms = {
    "operators": ("(1 + " * 180, ")" * 180),
    "lists": ("[0, " * 180, "][1]" * 180),
    "branches": ("if n > 0 { " * 180, " } else { 0 }" * 180),
    "arms": ("match n { 0 => 1;  else => " * 95, " }" * 95),
    "tries": ("(try " * 90, " else 0)" * 90),
}
for name, (before, after) in forms.items():
    write(f"deep-{name}", "%sfn f(n) {\n  if n < 1 { return 0 }\n  return %sf(n - 1)%s\n}\nprint(f(190))\n%s" % (
        NETWORK, before, after, HANDLER))
write("deep-blocks", NETWORK + "fn f(n) {\n" + "if n > 0 {\n" * 190 + "return f(n - 1)\n" + "}\n" * 190
      + "return 0\n}\nprint(f(190))\n" + HANDLER)
write("too-deep", "print(" + "(" * 300 + "1" + ")" * 300 + ")\n")
write("endless", "fn f(n) { return f(n + 1) }\nprint(try f(1) else 0)\n")

# As much as fits into a source of 1 MiB, and a little more than fits.
write("long-list", "let xs = [" + "1, " * 300000 + "2]\nprint(xs.count, xs.sum())\n")
write("long-map", "let m = {" + ", ".join(f"{i}: 1" for i in range(90000)) + "}\nprint(m.count)\n")
write("long-set", "targets t = " + ", ".join(f"10.{i >> 8}.{i & 255}.{j * 4}" for i in range(900) for j in range(64))
      + "\nprint(t.count)\n")
write("too-long", "let xs = [" + "1, " * 400000 + "2]\n")
write("sum", "print(1" + " + 1" * 200000 + ")\n")

write("line-ends", b"let a = 1\r\nlet b = 2\nlet c = 3\r\nprint(a + b + c)\r\n")
write("old-line-ends", b"let a = 1\rprint(a)\n")
write("nul", b"let a = 1\x00\nprint(a)\n")
write("not-utf8", b'print("\xff")\n')

# Memory in one piece, by doubling, in small things, in sets, in texts, in keys.
greedy = {
    "append": "var xs = []\nfor i in range(1, 100000000) { xs += [\"\\(i) is a text of some length\"] }\n",
    "doubling": "var xs = [1, 2]\nwhile true { xs += xs }\n",
    "doubled-texts": "var s = \"x\"\nvar all = []\nwhile true {\n  if s.length < 8000000 { s += s }\n  all += [s + \"\"]\n}\n",
    "pad": "var all = []\nwhile true { all += [\"\".pad(16000000)] }\n",
    "keys": "var m = {}\nfor i in range(1, 100000000) { m[\"key \\(i)\"] = [i] }\n",
    "split": "print(\"\".pad(16000000, with: \"a\").split(\"a\").count)\n",
    "map": "var xs = [1]\nfor i in 1-22 { xs += xs }\nprint(xs.map(x => [x]).count)\n",
    "nested": "var xs = []\nfor i in range(1, 100000000) { xs += [{a: [i], b: {c: i}}] }\n",
    "json": "let s = \"[\" + \"\".pad(4000000, with: \"1\").replace(\"11\", \"{},\") + \"1]\"\nprint(parse_json(s).count)\n",
    "ports": "var all = []\nwhile true { all += [ports(range(1, 65535)) - ports(80)] }\n",
}
for name, text in greedy.items():
    write(f"greedy-{name}", "limits { memory 120MiB }\n" + text)
PYTHON

# A small stack, as little as there may be, and one without an end.
for file in "$work"/deep-*.scan; do
  for stack in 8192 unlimited; do
    code=0
    (ulimit -s "$stack" && exec timeout 100 "$scan" run --network "$file" "$file") >"$out" 2>"$err" </dev/null || code=$?
    check_code 0 "$(basename "$file"), stack $stack"
    # At the top level and in a handler.
    check_equal "$(grep -cE '^(22 )?[0-9]+$' "$out")" 2 "$(basename "$file"), stack $stack: both results"
  done
done

capture "$scan" run "$work/too-deep.scan"
check_code 2 "a source nested too deep"
check_match "$err" 'S0211' "a source nested too deep"
capture "$scan" run "$work/endless.scan"
check_code 3 "endless recursion"
check_match "$err" 'S0627' "endless recursion: try takes no limits"

capture "$scan" run "$work/long-list.scan"
check_code 0 "300,001 elements"
check_match "$out" '^300001 300002$' "300,001 elements"
capture "$scan" run "$work/long-map.scan"
check_match "$out" '^90000$' "90,000 entries"
capture "$scan" run "$work/long-set.scan"
check_match "$out" '^57600$' "57,600 addresses"
capture "$scan" run "$work/too-long.scan"
check_code 2 "a source of more than 1 MiB"
check_match "$err" '1 ?MiB' "a source of more than 1 MiB: the limit is named"
capture "$scan" run "$work/sum.scan"
check_code 2 "a sum of 200,001 numbers"
check_match "$err" 'S0212' "a sum of 200,001 numbers"

capture "$scan" run "$work/line-ends.scan"
check_match "$out" '^6$' "mixed line ends"
capture "$scan" run "$work/old-line-ends.scan"
check_code 2 "a carriage return alone"
capture "$scan" run "$work/nul.scan"
check_code 2 "a NUL"
check_match "$err" 'U\+0000' "a NUL is named"
capture "$scan" run "$work/not-utf8.scan"
check_code 2 "a source that is not UTF-8"

# Of folders every playbook below them is taken, and what is wrong in a file that several import is said once.
mkdir -p "$work/tree/lib" "$work/nothing"
printf 'let n = unknown\n' >"$work/tree/lib/m.scan"
for name in a b; do printf 'import "lib/m.scan"\nprint(m.n)\n' >"$work/tree/$name.scan"; done
capture "$scan" check "$work/tree" "$work/tree/a.scan" "$work/tree/lib/../b.scan"
check_code 2 "a folder with a mistake"
check_equal 1 "$(grep -c S0301 "$err")" "a mistake in an imported file is said once"
check_match "$err" '^checked 3 files: 1 error, 0 warnings$' "each file counts once"
printf 'test "t" { expect 1 == 1 }\n' >"$work/tree/lib/m.scan"
rm "$work/tree/a.scan" "$work/tree/b.scan"
capture "$scan" test "$work/tree"
check_match "$out" '^ok 1 - t' "the tests of a folder"
for command in check test fmt; do
  capture "$scan" "$command" "$work/nothing"
  check_code 2 "$command: a folder without playbooks"
  check_match "$err" '^error: there is no \.scan file below ' "$command: a folder without playbooks"
done

# The most that was resident, and what the program takes by itself.
peak() { /usr/bin/python3 -c '
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=open(sys.argv[1:][-1] + ".out", "w"), stderr=subprocess.STDOUT, timeout=100).returncode
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)' "$@"; }
for file in "$work"/greedy-*.scan; do
  read -r code megabytes < <(peak "$scan" run "$file")
  err=$file.out
  check_code 3 "$(basename "$file")"
  check_match "$file.out" 'S0626' "$(basename "$file"): the limit is named"
  # What is looked at every 20,000 steps may be passed a little between two looks.
  check_most "$megabytes" 200 "$(basename "$file"): MiB at the most"
done
