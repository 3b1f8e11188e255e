// SPDX-License-Identifier: GPL-3.0-or-later

/// Diagnostics, exit statuses, file formats.
extension Reference {
  static let diagnosticEntries: [ReferenceEntry] = DiagnosticTable.all.map { row in
    ReferenceEntry(
      .diagnostic, row.text, signature: "\(row.severity.rawValue)[\(row.text)]: \(row.title)", row.explanation,
      facts: [ReferenceEntry.Fact("found", row.stage)])
  }

  static let outcomeEntries: [ReferenceEntry] = OutcomeRow.all.map { row in
    ReferenceEntry(.exitStatus, String(row.status), signature: "\(row.status)  \(row.title)", row.documentation)
  }
}

extension Reference {
  static let formatEntries: [ReferenceEntry] = SaveFormat.allCases.map { format in
    let endings = format.endings.map { "`.\($0)`" }.joined(separator: ", ")
    return ReferenceEntry(
      .format, format.rawValue, signature: "save RESULTS to \"path\" as \(format.rawValue)", format.documentation,
      facts: [
        ReferenceEntry.Fact("endings of paths", endings),
        ReferenceEntry.Fact("lists", format.takesLists ? "yes" : "no"),
      ], example: "save \(results(for: format)) to \"report\" as \(format.rawValue)")
  }
}

extension Reference {
  /// Results that a format can hold: connections have no packets.
  private static func results(for format: SaveFormat) -> String {
    format == .pcapng ? "(scan 127.0.0.1 ports 22 using syn)" : "seen"
  }
}

extension DiagnosticCode {
  /// When it is found, by the group of its number.
  var stage: String {
    switch number {
    case ..<300: "when the file is read, before anything is sent"
    case ..<600: "by the check, before anything is sent"
    case ..<700: "during the run"
    default: "when the program starts"
    }
  }
}
