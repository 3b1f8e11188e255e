// SPDX-License-Identifier: GPL-3.0-or-later

/// Comma-separated values (RFC 4180), safe to open in a spreadsheet.
enum CSVFile {
  static func text(of table: TextTable) -> [UInt8] {
    var bytes: [UInt8] = []
    for row in [table.columns] + table.rows {
      for (place, cell) in row.enumerated() {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(contentsOf: field(cell).utf8)
      }
      bytes.append(contentsOf: [0x0D, 0x0A])
    }
    return bytes
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
