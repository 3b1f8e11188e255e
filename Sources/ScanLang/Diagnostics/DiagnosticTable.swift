// SPDX-License-Identifier: GPL-3.0-or-later

/// Every diagnostic there is, one row each; `scan explain` and the reference are made from it.
public enum DiagnosticTable {
  /// All rows by number.
  public static let all: [DiagnosticCode] = {
    let groups: [[DiagnosticCode]] = [
      DiagnosticCode.lexerRows, DiagnosticCode.parserRows, DiagnosticCode.nameRows, DiagnosticCode.typeRows,
      DiagnosticCode.domainRows, DiagnosticCode.runtimeRows, DiagnosticCode.scopeFileRows,
    ]
    return groups.flatMap { $0 }.sorted { $0.number < $1.number }
  }()

  private static let byNumber = Dictionary(all.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })

  /// The row of a code as printed, `S0112`; upper or lower case, with or without the letter.
  public static func row(for text: String) -> DiagnosticCode? {
    var digits = Substring(text)
    if let first = digits.first, first == "S" || first == "s" { digits = digits.dropFirst() }
    guard digits.utf8.count == 4, digits.utf8.allSatisfy(\.isDigit), let number = Int(digits) else { return nil }
    return byNumber[number]
  }
}
