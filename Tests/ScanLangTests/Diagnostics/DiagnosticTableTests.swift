// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

@Suite("The table of diagnostics")
struct DiagnosticTableTests {
  @Test("numbers are unique and in their group")
  func numbers() {
    let numbers = DiagnosticTable.all.map(\.number)
    #expect(Set(numbers).count == numbers.count)
    #expect(DiagnosticCode.lexerRows.allSatisfy { (100..<200).contains($0.number) })
    #expect(DiagnosticCode.parserRows.allSatisfy { (200..<300).contains($0.number) })
    #expect(DiagnosticCode.nameRows.allSatisfy { (300..<400).contains($0.number) })
    #expect(DiagnosticCode.typeRows.allSatisfy { (400..<500).contains($0.number) })
    #expect(DiagnosticCode.domainRows.allSatisfy { (500..<600).contains($0.number) })
    #expect(DiagnosticCode.runtimeRows.allSatisfy { (600..<700).contains($0.number) })
  }

  @Test("every row has a title and an explanation", arguments: DiagnosticTable.all)
  func explanations(row: DiagnosticCode) {
    #expect(!row.title.isEmpty)
    #expect(!row.title.contains("\n"))
    #expect(!row.explanation.isEmpty)
    #expect(DiagnosticTable.row(for: row.text) == row)
  }

  @Test("every row has an example", arguments: DiagnosticTable.all)
  func examples(row: DiagnosticCode) {
    #expect(row.explanation.contains("\n    "), "no example in \(row.text)")
  }

  @Test("look-up by what is printed")
  func lookUp() {
    #expect(DiagnosticTable.row(for: "S0112") == .hostBitsSet)
    #expect(DiagnosticTable.row(for: "s0112") == .hostBitsSet)
    #expect(DiagnosticTable.row(for: "0112") == .hostBitsSet)
    for text in ["S112", "S01120", "S9999", "", "S", "X0112", "S-112"] {
      #expect(DiagnosticTable.row(for: text) == nil)
    }
  }
}

@Suite("Did you mean")
struct SpellingTests {
  @Test(
    "near words",
    arguments: [
      ("xmass", "xmas"), ("retrys", "retries"), ("SYN", "syn"), ("not_after", "notAfter"), ("cerficate", "certificate"),
      ("fitlered", "filtered"), ("sny", "syn"), ("top_port", "top_ports"),
    ])
  func near(word: String, meant: String) {
    let words = ["xmas", "retries", "syn", "notAfter", "certificate", "filtered", "closed", "top_ports", "udp"]
    #expect(Spelling.nearest(to: word, in: words) == meant)
  }

  @Test("far words", arguments: ["banana", "q", "", "xyzzy", "synchronous"])
  func far(word: String) {
    #expect(Spelling.nearest(to: word, in: ["xmas", "syn", "a", "certificate"]) == nil)
  }

  @Test("distances")
  func distances() {
    func distance(_ left: String, _ right: String) -> Int { Spelling.distance(Array(left.utf8), Array(right.utf8)) }
    #expect(distance("", "abc") == 3)
    #expect(distance("abc", "acb") == 1)
    #expect(distance("kitten", "sitting") == 3)
    #expect(distance("ab", "ab") == 0)
  }
}
