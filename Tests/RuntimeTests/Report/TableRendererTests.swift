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

  // MARK: Layouts

  private static let ports = TableRecord(
    columns: ["host", "port", "state", "reason"],
    rows: [
      [
        .init(text: "10.0.0.1"), .init(text: "80", isNumber: true), .init(text: "open", state: .open),
        .init(text: "syn-ack"),
      ],
      [
        .init(text: "::1"), .init(text: "443", isNumber: true), .init(text: "", state: .closed),
        .init(text: "a|b, \"c\""),
      ],
    ])

  private func laidOut(
    _ style: TableLayout.Style, _ table: TableRecord = ports, width: Int? = 80, hasBoxCharacters: Bool = true,
    isColored: Bool = false
  ) -> [String] {
    TableRenderer(
      width: width, style: TerminalStyle(isColored: isColored),
      layout: TableLayout(style, hasBoxCharacters: hasBoxCharacters)
    ).lines(table)
  }

  @Test("lines between the columns, and all around")
  func ruled() {
    #expect(
      laidOut(.lines) == [
        "HOST     │ PORT │ STATE │ REASON",
        "─────────┼──────┼───────┼─────────",
        "10.0.0.1 │   80 │ open  │ syn-ack",
        "::1      │  443 │       │ a|b, \"c\"",
      ])
    #expect(
      laidOut(.box) == [
        "┌──────────┬──────┬───────┬──────────┐",
        "│ HOST     │ PORT │ STATE │ REASON   │",
        "├──────────┼──────┼───────┼──────────┤",
        "│ 10.0.0.1 │   80 │ open  │ syn-ack  │",
        "│ ::1      │  443 │       │ a|b, \"c\" │",
        "└──────────┴──────┴───────┴──────────┘",
      ])
    #expect(
      laidOut(.box, hasBoxCharacters: false).prefix(3) == [
        "+----------+------+-------+----------+",
        "| HOST     | PORT | STATE | REASON   |",
        "+----------+------+-------+----------+",
      ])
    #expect(laidOut(.lines, hasBoxCharacters: false)[1] == "---------+------+-------+---------")
  }

  @Test("what other programs read is exact, without colour, whatever the width")
  func exchanged() {
    for width in [nil, 10, 80] {
      #expect(
        laidOut(.csv, width: width, isColored: true) == [
          "host,port,state,reason", "10.0.0.1,80,open,syn-ack", "::1,443,,\"a|b, \"\"c\"\"\"",
        ])
      #expect(
        laidOut(.tsv, width: width, isColored: true) == [
          "host\tport\tstate\treason", "10.0.0.1\t80\topen\tsyn-ack", "::1\t443\t\ta|b, \"c\"",
        ])
      #expect(
        laidOut(.markdown, width: width, isColored: true) == [
          "| host | port | state | reason |", "| --- | --- | --- | --- |", "| 10.0.0.1 | 80 | open | syn-ack |",
          "| ::1 | 443 |  | a\\|b, \"c\" |",
        ])
    }
  }

  @Test("records one below the other, long values wrapped beside their names")
  func vertical() {
    let long = TableRecord(
      columns: ["id", "what was said"],
      rows: [[.init(text: "7"), .init(text: "one two three four five")], [.init(text: "8")]])
    #expect(
      laidOut(.vertical, long, width: 32) == [
        "─ 1 ────────────────────────────", "id             7", "what was said  one two three",
        "               four five", "─ 2 ────────────────────────────", "id             8", "what was said",
      ])
    #expect(laidOut(.vertical, long, width: 12, hasBoxCharacters: false).first == "- 1 --------")
    let colored = laidOut(.vertical, isColored: true)
    #expect(colored[3] == "\u{1B}[2mstate\u{1B}[0m   \u{1B}[32mopen\u{1B}[0m")
  }

  @Test("a table while no word is broken for it, else its records")
  func byWidth() {
    #expect(laidOut(.auto, width: 80) == laidOut(.plain, width: 80))
    #expect(laidOut(.auto, width: nil) == laidOut(.plain, width: nil))
    // The reason can be wrapped at its blank, no more.
    #expect(laidOut(.auto, width: 30).count == 4 && laidOut(.auto, width: 30)[3].hasSuffix("\"c\""))
    #expect(laidOut(.auto, width: 29) == laidOut(.vertical, width: 29))
    for width in 16...80 {
      #expect(laidOut(.auto, width: width).allSatisfy { TerminalText.width($0) <= width }, "\(width) columns")
    }
  }

  @Test(
    "every layout survives tables without rows, without columns, with odd text", arguments: TableLayout.Style.allCases)
  func odd(style: TableLayout.Style) {
    #expect(!laidOut(style, TableRecord(columns: ["a", "b"], rows: [])).isEmpty)
    _ = laidOut(style, TableRecord(columns: [], rows: [[]]))
    let hostile = TableRecord(columns: ["a\u{1B}[31m"], rows: [[.init(text: "\u{1B}]0;x\u{7}\n\t漢字")]])
    for width in [nil, 1, 5, 40] {
      let text = laidOut(style, hostile, width: width).joined(separator: "\n")
      #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    }
  }
}
