// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang
import Testing

@testable import scan

@Suite("The prompt")
struct PromptTests {
  /// The prompt of a scope on a terminal so wide.
  private func prompt(_ name: String, _ columns: Int, rate: String? = nil) -> String {
    Prompt(scope: (name, rate.flatMap { Rate($0) })).first(columns: columns)
  }

  @Test("a long name keeps its beginning, then the rate goes, then the name")
  func long() {
    let name = "acme-2026-q3-datacentre-north"
    #expect(prompt(name, 100, rate: "300/s") == "scan(acme-2026-q3-datacentre-north ≤300/s)> ")
    #expect(prompt(name, 60, rate: "300/s") == "scan(acme-2026-q3-d… ≤300/s)> ")
    #expect(prompt(name, 30, rate: "300/s") == "scan(acme-2…)> ")
    #expect(prompt(name, 22, rate: "300/s") == "scan> ")
    #expect(prompt("", 80) == "scan> ")
    #expect(prompt("", 80, rate: "300/s") == "scan(≤300/s)> ")
    #expect(prompt("dmz", 22) == "scan(dmz)> ")
    #expect(prompt("dmz", 30, rate: "300/s") == "scan(dmz)> ")
  }

  @Test(
    "it never takes more than half a line, whatever the name holds",
    arguments: [
      String(repeating: "x", count: 300), String(repeating: "漢", count: 300), String(repeating: "e\u{301}", count: 300),
      "a\nb\u{1B}[31m\u{7}\tc\u{202E}", "", ")> ", String(repeating: "👩‍👩‍👧", count: 40),
    ])
  func odd(name: String) {
    for columns in [12, 13, 20, 40, 80, 200] {
      let shown = prompt(name, columns, rate: "300/s")
      #expect(TerminalText.width(shown) <= columns / 2, "\(columns) columns")
      #expect(shown.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" })
    }
  }

  @Test("a terminal that is hardly wider than nothing has room to type")
  func narrow() {
    for columns in 1...11 {
      for shown in [prompt("acme", columns), Prompt().first(columns: columns), Prompt.continuation(columns: columns)] {
        #expect(shown == (columns < 4 ? ">" : "> "))
      }
    }
    #expect(Prompt.continuation(columns: 12) == "...> ")
  }

  @Test("what is behind any of them is what was typed")
  func pasted() {
    for shown in [prompt("acme", 80, rate: "5k/s"), prompt(String(repeating: "漢", count: 300), 40), "scan> ", "...> "] {
      #expect(Prompt.entered(on: "\(shown)let a = 1"[...]) == "let a = 1")
    }
  }
}
