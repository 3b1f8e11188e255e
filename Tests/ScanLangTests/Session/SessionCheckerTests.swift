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

  // MARK: Values of branches

  @Test(
    "an entry that ends with an if or match has a value where every branch has one",
    arguments: [
      ("if 1 < 2 { 5 } else { 6 }", true), ("if 1 < 2 { 5 } else if 2 < 3 { 6 } else { 7 }", true),
      ("match 3 { 1 => \"a\";  else => \"b\" }", true), ("match 3 { 1 => { let a = 1;  a };  else => 2 }", true),
      ("if 1 < 2 { if 2 < 3 { 1 } else { 2 } } else { 3 }", true),
      ("if 1 < 2 { 5 }", false), ("if 1 < 2 { let a = 5 } else { 6 }", false), ("if 1 < 2 { } else { 6 }", false),
      ("if 1 < 2 { if 2 < 3 { 1 } } else { 3 }", false), ("match 3 { 1 => { };  else => 2 }", false),
    ])
  func branches(text: String, hasValue: Bool) throws {
    let check = checker.check(text, name: "<entry>")
    let entry = try #require(check.entry, "\(check.diagnostics.map(\.headline))")
    #expect((entry.valueSlot != nil) == hasValue)
    #expect(!hasValue || check.diagnostics.isEmpty)
  }

  @Test("branches that print are statements still, and mean what they meant")
  func statements() throws {
    try enter("var n = 0")
    #expect(try enter("if n < 2 { n = 1 } else { n = 2 }").valueSlot == nil)
    #expect(codes("if n < 2 { nothing } else { 2 }") == ["S0301"])
  }

  // MARK: Descriptions

  @Test("a function is described by how it is called and what it gives")
  func functions() throws {
    try enter("## Adds two.\n## And no more.\nfn f(\n  a,\n  b: int = 2) -> int {\n  return 1\n}")
    try enter("fn g(h: host) { return h.ports.count }")
    try enter("fn h(x) { return x }")
    let f = try #require(checker.description(of: "f"))
    #expect(f.signature == "fn f(a, b: int = 2) -> int")
    #expect(f.documentation == "Adds two.\nAnd no more." && f.kind == "function")
    #expect(f.source.hasPrefix("fn f("))
    #expect(checker.description(of: "g")?.signature == "fn g(h: host) -> int")
    #expect(checker.description(of: "h")?.signature == "fn h(x)")
    #expect(checker.description(of: "nothing") == nil)
    #expect(checker.summary(of: "g") == "fn g(h: host) -> int" && checker.summary(of: "xmas") == "technique")
  }

  @Test("other names are described by their declaration")
  func declarations() throws {
    try enter("## What is open to all.\nports web = 80, 443")
    let web = try #require(checker.description(of: "web"))
    #expect(web.signature == nil && web.documentation == "What is open to all." && web.source == "ports web = 80, 443")
    #expect(checker.description(of: "xmas")?.kind == "technique")
  }

  @Test("a parameter without a default has no value in a session")
  func parameters() {
    #expect(codes("param pace: rate") == ["S0612"])
    #expect(codes("param who: string") == ["S0612"])
    #expect(codes("param pace: rate = 5/s\nprint(pace)") == [])
  }
}
