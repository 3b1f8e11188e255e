// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang
import Testing

@testable import ScanRuntime

@Suite("tables")
struct TableRendererTests {
  private func lines(_ columns: [String], _ rows: [[TableRecord.Cell]], width: Int? = nil) -> [String] {
    TableRenderer(width: width, style: .plain).lines(TableRecord(columns: columns, rows: rows))
  }

  @Test("numbers to the right, texts to the left, no blanks at line ends")
  func alignment() {
    let rows: [[TableRecord.Cell]] = [
      [.init(text: "198.18.0.2"), .init(text: "80", isNumber: true), .init(text: "http")],
      [.init(text: "::1"), .init(text: "65535", isNumber: true), .init(text: "")],
      [.init(text: ""), .init(text: "", isNumber: true), .init(text: "x")],
      [.init(text: "short row")],
    ]
    #expect(
      lines(["host", "port", "service"], rows) == [
        "HOST         PORT  SERVICE",
        "198.18.0.2     80  http",
        "::1         65535",
        "                   x",
        "short row",
      ])
  }

  @Test("escapes in headings are the ones of cells")
  func headings() {
    #expect(lines(["\u{1B}a\u{fc}"], [[.init(text: "\u{1B}a")]]) == ["\\x1bA\u{dc}", "\\x1ba"])
  }

  @Test("wide characters and combining marks keep the columns straight")
  func wide() {
    let rows: [[TableRecord.Cell]] = [
      [.init(text: "漢字"), .init(text: "x")], [.init(text: "e\u{301}"), .init(text: "y")],
      [.init(text: "abcd"), .init(text: "z")],
    ]
    #expect(lines(["a", "b"], rows) == ["A     B", "漢字  x", "e\u{301}     y", "abcd  z"])
  }

  @Test("long cells are wrapped, nothing is lost")
  func wrapping() {
    let banner = "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3 with a long remark"
    let rows: [[TableRecord.Cell]] = [
      [.init(text: "198.18.0.2"), .init(text: "22", isNumber: true), .init(text: banner)]
    ]
    let shown = lines(["host", "port", "banner"], rows, width: 40)
    #expect(
      shown == [
        "HOST        PORT  BANNER",
        "198.18.0.2    22  SSH-2.0-OpenSSH_9.2p1",
        "                  Debian-2+deb12u3 with",
        "                  a long remark",
      ])
    #expect(TextWrapping.lines("abcdefghij", width: 4) == ["abcd", "efgh", "ij"])
    #expect(TextWrapping.lines("漢字漢字", width: 5) == ["漢字", "漢字"])
    #expect(TextWrapping.lines("", width: 4) == [""])
  }

  @Test("text from the network is escaped, states are coloured")
  func cells() {
    #expect(lines(["b"], [[.init(text: "\u{1B}[31m")]]) == ["B", "\\x1b[31m"])
    let coloured = TableRenderer(width: nil, style: TerminalStyle(isColored: true))
      .lines(TableRecord(columns: ["s"], rows: [[.init(text: "open", state: .open)]]))
    #expect(coloured == ["\u{1B}[1mS\u{1B}[0m", "\u{1B}[32mopen\u{1B}[0m"])
  }

  @Test("an empty table says so")
  func empty() {
    #expect(lines(["host", "port"], []) == ["(none)"])
  }
}
