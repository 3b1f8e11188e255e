#!/usr/bin/env bash
# Feeds bytes to every parser, guided by coverage, and looks for a crash, a hang or
# something that does not hold and must.
#   lab/fuzz.sh [SECONDS] [TARGET…]     default: 60, all targets
# First the seeds and every input that once crashed are replayed. One line a target;
# an input that crashes is kept in FUZZ_KEEP (default: .build/fuzz/found).
#   FUZZ_BUILD  folder of the build (default: .build/fuzz)
#   FUZZ_SEED   what every draw starts from, for runs that can be repeated (default: another each time)
#   FUZZ_JOBS   targets that run at once (default: the processors)
# Exit status: 0 nothing found, 1 something found, 2 usage, 69 no libFuzzer here.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

build=${FUZZ_BUILD:-.build/fuzz}
keep=${FUZZ_KEEP:-$build/found}
jobs=${FUZZ_JOBS:-$(nproc)}
# With Swift's own crash handler in the way, libFuzzer keeps no input.
export SWIFT_BACKTRACE=enable=no
# The stack that the program gives a script.
ulimit -s 65536 2>/dev/null || true

usage() {
  sed -n '4p' "${BASH_SOURCE[0]}" | sed 's/^# *//' >&2
  exit 2
}

seconds=60
if (($# > 0)) && [[ $1 =~ ^[0-9]+$ ]]; then
  seconds=$1
  shift
fi
targets=("$@")
if ((${#targets[@]} == 0)); then
  for file in Fuzzing/Targets/*.swift; do targets+=("$(basename "$file" .swift)"); done
fi
for target in "${targets[@]}"; do
  [[ -f Fuzzing/Targets/$target.swift ]] || usage
done

mkdir -p "$build"
build=$(cd "$build" && pwd)
work=$(mktemp -d /tmp/scan-fuzz.XXXXXX)
trap 'rm -rf "$work"' EXIT

# The modules are compiled here and not by the package: a sanitizer in the manifest
# would reach the program that is shipped.
flags=(-O -wmo -parse-as-library -swift-version 6 -assert-config Debug -enable-testing -gline-tables-only
  -package-name scan -sanitize=fuzzer -I "$build" -I "$build/CNet" -I Sources/CPCRE2)

# stale OUTPUT SOURCE…: whether something is newer than what was made of it.
stale() {
  local made=$1
  shift
  [[ ! -f $made || -n $(find "$@" -newer "$made" -print -quit) ]]
}

# module NAME FOLDER [BELOW…]
module() {
  local name=$1 folder=$2 below=() sources
  shift 2
  for lower in "$@"; do below+=("$build/$lower.o"); done
  stale "$build/$name.o" "$folder" "${below[@]}" || return 0
  mapfile -t sources < <(find "$folder" -name '*.swift' | LC_ALL=C sort)
  # Sources that change meanwhile must look newer than what is made of them.
  touch "$build/$name.begun"
  swiftc "${flags[@]}" -module-name "$name" -emit-module -emit-module-path "$build/$name.swiftmodule" \
    -c "${sources[@]}" -o "$build/$name.new.o"
  touch -r "$build/$name.begun" "$build/$name.new.o"
  mv "$build/$name.new.o" "$build/$name.o"
}

language() {
  module NetworkTypes Sources/NetworkTypes
  module ScanLang Sources/ScanLang NetworkTypes
}

runtime() {
  if stale "$build/CNet.o" Sources/CNet; then
    mkdir -p "$build/CNet"
    printf 'module CNet {\n  umbrella "%s"\n  export *\n}\n' "$PWD/Sources/CNet/include" >"$build/CNet/module.modulemap"
    local part parts=()
    for part in Sources/CNet/*.c; do
      clang -O2 -I Sources/CNet/include -c "$part" -o "$work/$(basename "$part" .c).o"
      parts+=("$work/$(basename "$part" .c).o")
    done
    ld -r "${parts[@]}" -o "$build/CNet.o"
  fi
  module Engines Sources/Engines NetworkTypes CNet
  module ScanRuntime Sources/Runtime NetworkTypes ScanLang Engines
}

# program TARGET: compiles and links what the target's own imports need, and no more.
program() {
  local target=$1 sources=("Fuzzing/Targets/$1.swift") objects=("$build/NetworkTypes.o" "$build/ScanLang.o") libraries=()
  sources+=(Fuzzing/Support/*.swift Tests/ScanLangTests/Parser/SpanWalker.swift
    Tests/ScanLangTests/Formatter/FormatCheck.swift)
  language
  if grep -q 'import ScanRuntime' "Fuzzing/Targets/$target.swift"; then
    runtime
    objects+=("$build/CNet.o" "$build/Engines.o" "$build/ScanRuntime.o")
    libraries+=(-lpcre2-8)
  fi
  stale "$build/$target" "${sources[@]}" "${objects[@]}" || return 0
  swiftc "${flags[@]}" -use-ld=lld -module-name "Fuzz_$target" "${sources[@]}" "${objects[@]}" "${libraries[@]}" \
    -o "$build/$target.new"
  mv "$build/$target.new" "$build/$target"
}

# Whether the toolchain can make a fuzzer at all.
has_fuzzer() {
  printf '%s\n' '@_cdecl("LLVMFuzzerTestOneInput")' \
    'public func one(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt { 0 }' >"$work/probe.swift"
  swiftc -parse-as-library -sanitize=fuzzer -use-ld=lld "$work/probe.swift" -o "$work/probe" >"$work/probe.log" 2>&1 &&
    "$work/probe" -runs=1 >>"$work/probe.log" 2>&1
}

# fuzz TARGET: prints one line; status 1 when an input is found.
fuzz() {
  local target=$1 corpus=$work/$1 log=$work/$1.log options replayed found status=0
  mkdir -p "$corpus" "$keep/$target"
  options=(-timeout=20 -rss_limit_mb=2048 -max_len=4096 "-artifact_prefix=$keep/$target/")
  mapfile -t replayed < <(find "Fuzzing/seeds/$target" "Fuzzing/crashes/$target" -type f 2>/dev/null | LC_ALL=C sort)
  touch "$work/$target.begun"
  if ((${#replayed[@]} > 0)); then
    "$build/$target" "${options[@]}" "${replayed[@]}" >"$log" 2>&1 </dev/null || status=$?
    cp "${replayed[@]}" "$corpus"
  fi
  if ((status != 0)); then
    # One at a time, to say which.
    for found in "${replayed[@]}"; do
      "$build/$target" "${options[@]}" "$found" >"$log" 2>&1 </dev/null || break
    done
    echo "$target: FOUND $found: $(reason "$log")"
    return 1
  fi
  if ((seconds > 0)); then
    case $target in script | scope | format | simulated) options+=(-dict=Fuzzing/script.dict) ;; esac
    [[ -z ${FUZZ_SEED:-} ]] || options+=("-seed=$FUZZ_SEED")
    "$build/$target" "${options[@]}" -max_total_time="$seconds" -print_final_stats=1 "$corpus" >"$log" 2>&1 </dev/null ||
      status=$?
  fi
  if ((status != 0)); then
    found=$(find "$keep/$target" -type f -newer "$work/$target.begun" | head -n 1)
    echo "$target: FOUND ${found:-nothing kept, status $status}: $(reason "$log")"
    tail -n 60 "$log" >"${found:-$keep/$target/unknown}.log"
    return 1
  fi
  echo "$target: ok, ${#replayed[@]} replayed, $(figures "$log")"
}

# What went wrong, in a line.
reason() { grep -aE -m1 'Fatal error|ERROR: libFuzzer|deadly signal' "$1" | cut -c1-300 || echo "no reason given"; }

# Executions and coverage, as libFuzzer says.
figures() {
  awk '/^stat::number_of_executed_units/ { runs = $2 }
       { for (i = 1; i < NF; i++) { if ($i == "cov:") cover = $(i + 1); if ($i == "ft:") features = $(i + 1) } }
       END { printf "%d executions, coverage %d edges, %d features\n", runs, cover, features }' "$1"
}

if ! has_fuzzer; then
  echo "fuzz: no libFuzzer in this toolchain: $(grep -m1 error "$work/probe.log" || tail -n 1 "$work/probe.log")" >&2
  exit 69
fi
# Other flags, other objects.
if [[ "${flags[*]}" != "$(cat "$build/flags" 2>/dev/null)" ]]; then
  rm -f "$build"/*.o
  echo "${flags[*]}" >"$build/flags"
fi
for target in "${targets[@]}"; do program "$target"; done

result=0 running=0
for target in "${targets[@]}"; do
  if ((running >= jobs)); then
    wait -n || result=1
    running=$((running - 1))
  fi
  fuzz "$target" &
  running=$((running + 1))
done
while ((running > 0)); do
  wait -n || result=1
  running=$((running - 1))
done
exit $result
