// SPDX-License-Identifier: GPL-3.0-or-later

/// All builtin functions: one row each, grouped by file.
public enum BuiltinTable {
  /// In the order of the reference.
  public static let rows: [BuiltinRow] =
    outputRows + valueRows + setRows + networkRows + followupRows + resultRows

  /// The row of a function.
  public static func row(_ builtin: Builtin) -> BuiltinRow {
    guard let row = byBuiltin[builtin] else { preconditionFailure("no row for \(builtin.rawValue)") }
    return row
  }

  /// Functions that the language will have and this version does not, with what they are for.
  public static let planned: [String: String] = [
    "previous": "reads the results of the run before"
  ]

  private static let byBuiltin: [Builtin: BuiltinRow] = Dictionary(
    uniqueKeysWithValues: rows.map { ($0.builtin, $0) })
}
