// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Any bytes as a playbook: what has no errors is formatted to the same tree with the same comments, and formatted
/// again to the same bytes.
func fuzz(_ bytes: [UInt8]) {
  let problems = FormatCheck.problems(SourceFile(name: "fuzz.scan", bytes: bytes))
  must(problems.isEmpty, problems.joined(separator: ", "))
}
