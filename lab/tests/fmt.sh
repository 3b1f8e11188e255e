#!/usr/bin/env bash
# `scan fmt`: what it changes, what it leaves alone, and how it says so. The layout itself is
# tested in Tests/ScanLangTests/Formatter.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_program

# The scripts that ship have the layout.
capture "$scan" fmt --check "$root/scripts" "$root/Benchmarks"
check_code 0 "shipped scripts"
check_equal "" "$(cat "$out" "$err")" "nothing to say about shipped scripts"

cd "$work"
mkdir -p tree/below tree/.hidden
printf 'let a=1 # one\r\nprint(a);print( a )\n' >tree/wild.scan
cp tree/wild.scan tree/below/deep.scan
cp tree/wild.scan tree/.hidden/not.scan
cp tree/wild.scan tree/other.txt
printf 'let a = 1      # one\nprint(a)\nprint(a)\n' >tree/tidy.scan
wanted=$(printf 'let a = 1  # one\nprint(a)\nprint(a)\n.')
wild=$(md5sum <tree/wild.scan)

# --check names and changes nothing.
before=$(stat -c '%Y %i' tree/tidy.scan)
capture "$scan" fmt --check tree
check_code 1 "--check with files that differ"
check_equal $'tree/below/deep.scan\ntree/wild.scan' "$(cat "$out")" "--check names them"
check_equal "$wild" "$(md5sum <tree/wild.scan)" "--check changes nothing"

# Files are replaced with their permissions; links stay links; others stay untouched.
chmod 640 tree/wild.scan
ln -s tree/wild.scan link.scan
capture "$scan" fmt link.scan tree
check_code 0 "fmt"
check_equal $'link.scan\ntree/below/deep.scan' "$(cat "$out")" "fmt names what it changed"
check_equal "$wanted" "$(cat tree/wild.scan && echo .)" "fmt formats"
check_equal "640" "$(stat -c %a tree/wild.scan)" "permissions"
[[ -L link.scan ]] || fault "the link is no link any more"
check_equal "$before" "$(stat -c '%Y %i' tree/tidy.scan)" "what is tidy is not written"
check_equal "$wild" "$(md5sum <tree/.hidden/not.scan)" "hidden folders are passed over"
check_equal "$wild" "$(md5sum <tree/other.txt)" "other files in folders are passed over"
check_equal ".hidden/not.scan below/deep.scan other.txt tidy.scan wild.scan" \
  "$(cd tree && find . -type f -printf '%P\n' | LC_ALL=C sort | xargs)" "no file is left behind, none goes"
capture "$scan" fmt tree/other.txt
check_equal "$wanted" "$(cat tree/other.txt && echo .)" "a file that is named is formatted whatever its name"
capture "$scan" fmt --check tree link.scan
check_code 0 "--check afterwards"

# Standard input to standard output.
printf 'let a=1' >in
code=0
"$scan" fmt - <in >"$out" 2>"$err" || code=$?
check_code 0 "-"
check_equal "let a = 1" "$(cat "$out")" "- prints the layout"
code=0
"$scan" fmt --check - <in >"$out" 2>"$err" || code=$?
check_code 1 "--check -"
check_equal "<standard input>" "$(cat "$out")" "--check - names it"

# What has errors stays as it is; the others are formatted all the same.
printf 'let = 1\n' >bad.scan
printf 'let a=1\n' >good.scan
capture "$scan" fmt bad.scan missing.scan good.scan
check_code 2 "a file with errors"
check_match "$err" 'bad.scan:1:5' "the error is shown"
check_match "$err" 'bad.scan is left as it is' "and what that means"
check_match "$err" 'cannot read missing.scan' "a missing file"
check_equal "let = 1" "$(cat bad.scan)" "what has errors stays"
check_equal "let a = 1" "$(cat good.scan)" "the next file is formatted"

# Where nothing can be written the file stays, and nothing lies beside it.
if ((EUID != 0)); then
  printf 'let a=1\n' >good.scan
  chmod 444 good.scan
  capture "$scan" fmt good.scan
  check_code 3 "a file that may not be written"
  check_equal "let a=1" "$(cat good.scan)" "it stays"
fi
capture "$scan" fmt
check_code 2 "no file"
