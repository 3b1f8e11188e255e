// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

@Suite("Checking a session's entries")
struct SessionCheckerTests {
  private let checker = SessionChecker()

  /// Checks an entry and lets it be a success.
  @discardableResult
  private func enter(_ text: String) throws -> CheckedEntry {
    let check = checker.check(text, name: "<entry>")
    let entry = try #require(check.entry, "\(check.diagnostics.map(\.headline))")
    checker.adopt(entry)
    if entry.valueSlot != nil { checker.keep(.value, of: entry) }
    return entry
  }

  private func codes(_ text: String) -> [String] {
    checker.check(text, name: "<entry>").diagnostics.map(\.code.text)
  }

  @Test("an entry sees what earlier ones declared")
  func names() throws {
    try enter("let a = 1")
    try enter("fn f(n) {\n return n + a\n}")
    try enter("f(2)")
    #expect(checker.names == ["a", "f"])
    #expect(codes("b") == ["S0301"])
  }

  @Test("values are kept under _ and a number of their own")
  func values() throws {
    try enter("1 + 1")
    try enter("\"text\"")
    #expect(checker.type(of: "_1") == .int)
    #expect(checker.type(of: "_") == .string)
    #expect(codes("_1 + _2") == ["S0405"])
    #expect(checker.names.isEmpty)
  }

  @Test("what is declared anew hides what was, in a slot of its own")
  func anew() throws {
    try enter("let a = 1")
    let first = checker.slot(of: "a")
    try enter("let a = \"x\" + \"y\"")
    #expect(checker.type(of: "a") == .string)
    #expect(checker.slot(of: "a") != first)
    try enter("let a = a.length")
    #expect(checker.type(of: "a") == .int)
    #expect(codes("let b = 1\nlet b = 2") == ["S0303"])
  }

  @Test("an entry that was not adopted is seen by nobody, and its numbers are not used again")
  func failed() throws {
    let lost = try #require(checker.check("let a = 1", name: "<entry>").entry)
    #expect(checker.names.isEmpty)
    let next = try enter("let b = 1")
    #expect(next.unit > lost.unit)
    #expect(checker.slot(of: "b").map { $0 >= lost.program.globalCount } == true)
  }

  @Test("variables may hold anything later; who assigns them is known")
  func variables() throws {
    try enter("var v = 1")
    #expect(checker.type(of: "v") == .unknown)
    let entry = try enter("if true {\n v = \"x\"\n}")
    #expect(entry.assigned == [checker.slot(of: "v")])
    #expect(codes("let a = 1") == [])
    try enter("let c = 1")
    #expect(codes("c = 2") == ["S0320"])
  }

  @Test("techniques are declared anew, those of the program are not")
  func techniques() throws {
    try enter("technique mine {\n send FIN\n RST => closed\n silence => open|filtered\n}")
    try enter("technique mine {\n send ACK\n RST => unfiltered\n silence => filtered\n}")
    let entry = try enter("let t = 1")
    #expect(entry.program.techniques.filter { $0.name.text == "mine" }.count == 2)
    #expect(codes("technique syn {\n send SYN\n silence => filtered\n}") == ["S0304"])
    #expect(checker.declaration(of: "mine")?.contains("ACK") == true)
    #expect(checker.declaration(of: "xmas")?.hasPrefix("technique xmas") == true)
  }

  @Test("warnings are about the entry alone")
  func warnings() throws {
    try enter("fn f() {\n let unused = 1\n}")
    #expect(codes("let x = 1") == [])
    #expect(codes("fn g() {\n let other = 1\n}") == ["S0330"])
  }

  @Test("many entries take no longer each")
  func many() throws {
    for number in 0..<300 { try enter("let x\(number) = \(number)") }
    #expect(checker.names.count == 300)
    #expect(checker.type(of: "x299") == .int)
  }
}
