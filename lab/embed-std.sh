#!/usr/bin/env bash
# Writes the files of scripts/std into the Swift source that carries them inside the program.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
fail() { echo "error: $*" >&2; exit 1; }

target=$root/Sources/ScanLang/Library/StandardLibrary+Files.swift
files=("$root"/scripts/std/*.scan)
{
  echo '// SPDX-License-Identifier: GPL-3.0-or-later'
  echo '// Made from scripts/std by `make std`: change the files there.'
  echo
  echo 'extension StandardLibrary {'
  echo '  /// The text of every file of `scripts/std` by its name.'
  echo '  static let files: [String: String] = ['
  for file in "${files[@]}"; do
    name=$(basename "$file" .scan)
    [[ $name =~ ^[a-z][a-z_]*$ ]] || fail "$file: the name of a library file is letters and _"
    ! grep -q '"""###' "$file" || fail "$file: \"\"\"### would end the Swift literal"
    echo "    \"$name\": $name,"
  done
  echo '  ]'
  for file in "${files[@]}"; do
    printf '\n  private static let %s = ###"""\n' "$(basename "$file" .scan)"
    sed -e 's/^\(.\)/    \1/' "$file"
    # The literal ends before its last line end, and the file does not.
    printf '\n    """###\n'
  done
  echo '}'
} > "$target.new"
mv "$target.new" "$target"
