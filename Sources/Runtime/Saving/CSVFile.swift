// SPDX-License-Identifier: GPL-3.0-or-later

/// Comma-separated values (RFC 4180), safe to open in a spreadsheet.
enum CSVFile {
  static func text(of table: TextTable) -> [UInt8] {
    Array(lines(table).map { $0 + "\r\n" }.joined().utf8)
  }

  /// The lines without their ends, the names of the columns first.
  static func lines(_ table: TextTable) -> [String] {
    ([table.columns] + table.rows).map { $0.map(field).joined(separator: ",") }
  }

  /// A cell. What a spreadsheet would take for a formula gets an apostrophe in front: names come from the network.
  static func field(_ text: String) -> String {
    var text = text
    if let first = text.utf8.first, "=+-@\t\r\n".utf8.contains(first), !isNumber(text) { text = "'" + text }
    guard text.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  private static func isNumber(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
      && Double(text) != nil
  }
}
