#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Without GNU readline nothing is built, and it is said what brings it: by `make`, before anything is compiled, and by the
# compiler where somebody calls it alone.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_command gcc
shim=$root/Sources/CReadline

# compiled_with OPTION…: the shim with these options; there is more wrong then, which does not matter.
compiled_with() { capture gcc "$@" -fsyntax-only -I "$shim/include" "$shim/readline.c"; }

capture gcc -fsyntax-only -I "$shim/include" "$shim/readline.c"
check_code 0 "with readline"

# Only the compiler's own headers are there.
compiled_with -nostdinc -isystem "$(gcc -print-file-name=include)"
check_code 1 "without readline"
check_match "$err" 'GNU readline is missing: `make deps` installs it, or apt-get install libreadline-dev' "without readline"

mkdir -p "$work/libedit/readline"
: >"$work/libedit/readline/readline.h"
: >"$work/libedit/readline/history.h"
compiled_with -I "$work/libedit"
check_code 1 "with libedit"
check_match "$err" 'GNU readline 8.1 or later is needed, not libedit: apt-get install libreadline-dev' "with libedit"

# make, where nobody may install anything.
mkdir "$work/bin"
printf '#!/bin/sh\nexit 1\n' >"$work/bin/dpkg-query"
chmod 755 "$work/bin" "$work/bin/dpkg-query"
install -m 755 "$lab/packages.sh" "$work/packages.sh"
somebody=()
if ((EUID == 0)); then
  need_command setpriv
  somebody=("$(command -v setpriv)" --reuid 65534 --regid 65534 --clear-groups)
fi
capture "${somebody[@]}" env "PATH=$work/bin" /bin/bash "$work/packages.sh" build
check_code 1 "make build without packages"
check_match "$err" '^missing packages; run as root: apt-get install -y .*libreadline-dev' "make build without packages"
