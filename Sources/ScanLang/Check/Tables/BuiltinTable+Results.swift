// SPDX-License-Identifier: GPL-3.0-or-later

extension BuiltinTable {
  /// Results of earlier runs, and what changed since.
  static let resultRows: [BuiltinRow] = [
    BuiltinRow(
      .baseline, [SignatureParameter("path", [.string])], .type(.record(.results)), effect: .readsFile,
      """
      The results that a file in the script's folder or below it holds, in the `json` format of `save`. They behave \
      like those of a scan. A file that is missing or cannot be read fails; as `same as baseline(…)` it makes the \
      expectation inconclusive, and `scan run --accept` writes it.
      """,
      example: #"let before = baseline("baselines/dmz.json")"#),
    BuiltinRow(
      .diff,
      [SignatureParameter("earlier", [.record(.results)]), SignatureParameter("later", [.record(.results)])],
      .type(.record(.comparison)),
      """
      What changed from one scan to another: ports and hosts that both asked, and that both have an answer for that \
      can be trusted. `show` makes a table of it.
      """,
      example: #"show diff(seen, seen)"#),
  ]
}
