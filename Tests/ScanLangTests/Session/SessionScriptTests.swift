// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

@Suite("A session as a script")
struct SessionScriptTests {
  private final class Typist {
    let checker = SessionChecker()
    var events: [SessionEvent] = []

    func enter(
      _ text: String, _ ending: EndedEntry.Ending = .finished, shown: EndedEntry.Shown = .literal,
      isBackground: Bool = false, isRound: Bool = false
    ) throws {
      let check = checker.check(EntryText(text).code, name: "<entry>")
      let entry = try #require(check.entry, "\(check.diagnostics.map(\.headline))")
      var number: Int?
      if ending == .finished { checker.adopt(entry) }
      if entry.valueSlot != nil || ending == .interrupted {
        number = checker.keep(ending == .finished ? .value : .partial, of: entry)
      }
      events.append(
        .entry(
          EndedEntry(entry, ending, shown: shown, number: number, isBackground: isBackground, isRound: isRound)))
    }

    func script() throws(SessionScript.Failure) -> SessionScript {
      try SessionScript(events, header: []) { source in
        Checker.check(ProgramLoader.load(source)).diagnostics
      }
    }
  }

  private func saved(_ entries: String...) throws -> String {
    let typist = Typist()
    for entry in entries { try typist.enter(entry) }
    return String(decoding: try typist.script().bytes, as: UTF8.self)
  }

  @Test("values that were shown are printed, those that are used have a name")
  func values() throws {
    #expect(try saved("1 + 2") == "print(1 + 2)\n")
    #expect(
      try saved("1 + 2", "_ * 10", "_1 + _2")
        == """
        let value_1 = 1 + 2
        print(value_1)
        let value_2 = value_1 * 10
        print(value_2)
        print(value_1 + value_2)

        """.replacing("print(value_1)\nlet", with: "print(value_1)\n\nlet")
        .replacing("print(value_2)\nprint", with: "print(value_2)\n\nprint"))
    #expect(try saved("let value_1 = 7", "2", "_ + value_1").contains("let value_2 = 2\n"))
    #expect(try saved("\"x\"", "\"\\(_) and \\(_1)\"").contains("print(\"\\(value_1) and \\(value_1)\")"))
  }

  @Test("a table is shown as one, and what was not shown is not")
  func shown() throws {
    let typist = Typist()
    try typist.enter("[{a: 1}]", shown: .table)
    try typist.enter("[1];", shown: .nothing)
    try typist.enter("_.sum()")
    #expect(
      String(decoding: try typist.script().bytes, as: UTF8.self)
        == "show [{a: 1}]\nlet value_2 = [1]\nprint(value_2.sum())\n")
  }

  @Test("of a name the last form is kept")
  func lastForm() throws {
    #expect(try saved("let a = 1", "let a = 2", "a") == "let a = 2\nprint(a)\n")
    #expect(try saved("fn f() { return 1 }", "fn f() { return 2 }", "f()").contains("return 1") == false)
    #expect(try saved("var v = 1", "v = 2", "var v = 3", "v") == "var v = 3\nprint(v)\n")
  }

  @Test("an earlier form stays where something still means it, under another name")
  func earlierForm() throws {
    #expect(try saved("let x = 5", "let x = x + 1", "x") == "let x_1 = 5\nlet x = x_1 + 1\nprint(x)\n")
    #expect(try saved("let x = 5", "x", "let x = 6") == "let x_1 = 5\nprint(x_1)\nlet x = 6\n")
    let text = try saved("let a = 1", "fn f() {\n  return a\n}", "let a = 2", "f() + a")
    #expect(text.contains("let a_1 = 1") && text.contains("return a_1") && text.contains("print(f() + a)"))
    let variable = try saved("var v = 1", "v += 1", "v", "var v = 9", "v")
    #expect(variable == "var v_1 = 1\nv_1 += 1\nprint(v_1)\nvar v = 9\nprint(v)\n")
    let technique = try saved(
      "technique odd { send FIN; RST => closed; silence => filtered }",
      "let r = scan 10.0.0.1 ports 1 using odd",
      "technique odd { send SYN; RST => closed; silence => filtered }")
    #expect(technique.contains("technique odd_1 {") && technique.contains("using odd_1"))
    #expect(try saved("let n = 1", "match 1 { n => 2; else => 3 }", "let n = 2").contains("n_1 => 2"))
  }

  @Test("new names are none that stand somewhere")
  func freshNames() throws {
    let text = try saved("let x_1 = 1", "let x = 5", "let x = x + x_1", "x")
    #expect(text == "let x_1 = 1\nlet x_2 = 5\nlet x = x_2 + x_1\nprint(x)\n")
  }

  @Test("limits, jobs and commands become comments")
  func comments() throws {
    let typist = Typist()
    try typist.enter("limits { steps 1M }\nprint(\"x\")", shown: .nothing)
    try typist.enter("let r = scan 10.0.0.1 ports 22 &", shown: .nothing, isBackground: true)
    typist.events.append(.remark(":rate 500/s"))
    #expect(
      String(decoding: try typist.script().bytes, as: UTF8.self) == """
        # for the entry that followed: limits { steps 1M }
        print("x")

        # This ran in the background.
        let r = scan 10.0.0.1 ports 22

        # :rate 500/s

        """)
  }

  @Test("what an interrupted scan knew comes from the whole scan, if it is used")
  func interrupted() throws {
    let typist = Typist()
    try typist.enter("scan 10.0.0.1 ports 1", .interrupted, shown: .nothing)
    try typist.enter("let r = scan 10.0.0.2 ports 2", .interrupted, shown: .nothing)
    try typist.enter("_.open.count")
    #expect(
      String(decoding: try typist.script().bytes, as: UTF8.self) == """
        # This was interrupted; here it runs to its end.
        let results_2 = scan 10.0.0.2 ports 2

        print(results_2.open.count)

        """)
  }

  @Test("of rounds of the same entry the last is kept")
  func rounds() throws {
    let typist = Typist()
    for _ in 1...3 { try typist.enter("1 + 1", isRound: true) }
    #expect(String(decoding: try typist.script().bytes, as: UTF8.self) == "print(1 + 1)\n")
  }

  @Test("remarks stay, and an entry whose parts are not all kept loses the others")
  func parts() throws {
    let text = try saved("# why\nlet a = 1 # this", "a")
    #expect(text.hasPrefix("# why\nlet a = 1") && text.contains("# this\n\nprint(a)\n"))
    #expect(
      try saved("let a = 1; let b = 2", "let a = 3", "a + b")
        == "let b = 2\nlet a = 3\nprint(a + b)\n")
  }

  @Test("what a file cannot say is a comment, with all that means it")
  func leftOut() throws {
    let typist = Typist()
    try typist.enter("let r = scan 10.0.0.1 ports 1", shown: .nothing)
    try typist.enter("scope 10.0.0.0/8\nlet inside = 1")
    try typist.enter("inside + 1")
    try typist.enter("print(_1)", shown: .nothing)
    try typist.enter("print(1)", shown: .nothing)
    let script = try typist.script()
    let text = String(decoding: script.bytes, as: UTF8.self)
    #expect(
      script.leftOut.map(\.excerpt) == [
        "scope 10.0.0.0/8 let inside = 1", "let value_1 = inside + 1 print(value_1)", "print(value_1)",
      ])
    #expect(text.contains("# scope 10.0.0.0/8\n# let inside = 1\n"))
    #expect(text.contains("\nprint(1)\n"))
    #expect(script.entryCount == 2)
  }

  @Test("nothing is no script")
  func nothing() throws {
    let typist = Typist()
    #expect(throws: SessionScript.Failure.empty) { try typist.script() }
    typist.events.append(.remark(":rate 1/s"))
    #expect(throws: SessionScript.Failure.empty) { try typist.script() }
  }

  @Test("a network that was declared anew is the last one")
  func networks() throws {
    let text = try saved(
      "network lab { host 10.0.0.1 { open 22; closed else } }",
      "network lab { host 10.0.0.1 { open 80; closed else } }", "1")
    #expect(text.contains("open 80") && !text.contains("open 22"))
  }
}
