// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import scan

@Suite("The pager")
struct PagerTests {
  private func program(_ variables: [String: String], hasLess: Bool = true) -> Pager.Program? {
    Pager.program(environment: { variables[$0] }, isThere: { $0 == "less" && hasLess })
  }

  @Test("the session's own variable, then the usual one, then less")
  func choice() {
    #expect(program([:]) == .words(["less"]))
    #expect(program([:], hasLess: false) == nil)
    #expect(program(["PAGER": "most -s"]) == .words(["most", "-s"]))
    #expect(program(["SCAN_PAGER": "less -S", "PAGER": "most"]) == .words(["less", "-S"]))
    #expect(program(["PAGER": "sed 's/a/b/' | less"]) == .shell("sed 's/a/b/' | less"))
    #expect(program(["PAGER": "$HOME/bin/pg"]) == .shell("$HOME/bin/pg"))
  }

  @Test("an empty name and cat mean none")
  func none() {
    #expect(program(["PAGER": ""]) == nil)
    #expect(program(["SCAN_PAGER": "", "PAGER": "less"]) == nil)
    #expect(program(["SCAN_PAGER": "  ", "PAGER": "less"]) == nil)
    #expect(program(["PAGER": "cat"]) == nil)
    #expect(program(["PAGER": "cat -v"]) == .words(["cat", "-v"]))
  }

  @Test("lines are counted as the terminal breaks them, colours aside")
  func length() {
    #expect(!Pager.isLonger("a\nb\n", than: 2, columns: 80))
    #expect(Pager.isLonger("a\nb\nc\n", than: 2, columns: 80))
    #expect(!Pager.isLonger("", than: 1, columns: 80))
    #expect(!Pager.isLonger(String(repeating: "x", count: 80) + "\n", than: 1, columns: 80))
    #expect(Pager.isLonger(String(repeating: "x", count: 81) + "\n", than: 1, columns: 80))
    #expect(Pager.isLonger(String(repeating: "漢", count: 41) + "\n", than: 1, columns: 80))
    let colored = String(repeating: "\u{1B}[1;32mx\u{1B}[0m", count: 80)
    #expect(!Pager.isLonger(colored + "\n", than: 1, columns: 80))
    #expect(Pager.isLonger("\n\n\n", than: 2, columns: 80))
  }
}
