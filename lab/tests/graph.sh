#!/usr/bin/env bash
# The module graph is enforced, not hoped for: a copy of the package in which the
# lowest module imports an upper one must not build; the same copy without it must.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
need_command swift git

copy=$work/package
mkdir "$copy"
cp -R "$root/Package.swift" "$root/Sources" "$copy/"
[[ ! -d $root/Tests ]] || cp -R "$root/Tests" "$copy/"
for folder in scripts grammar; do
  [[ ! -d $root/$folder ]] || cp -R "$root/$folder" "$copy/"
done
# Packages come from the build's own cache where there is one.
export HOME=${SAVED_HOME:-$HOME}
unset XDG_CACHE_HOME XDG_CONFIG_HOME

limit=900
build() {
  capture swift build --package-path "$copy" --target NetworkTypes \
    --explicit-target-dependency-import-check error
}

build
check_code 0 "the package as it is"
source_file=$(find "$copy/Sources/NetworkTypes" -name '*.swift' | sort | head -n 1)
# The import may not be the first line of the file: a header comment stands there.
printf '\nimport ScanRuntime\n' >>"$source_file"
build
((code != 0)) || fault "NetworkTypes may import ScanRuntime"
cat "$err" >>"$out"
check_match "$out" 'NetworkTypes imports another target \(ScanRuntime\)' "the reason of the refusal"
