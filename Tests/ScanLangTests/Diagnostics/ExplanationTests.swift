// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

/// The examples of `scan explain S…` are what they say: the marked lines wrong, all others right.
@Suite("Explanations of diagnostics") struct ExplanationTests {
  /// Everything that is found before the run.
  private static let checked = DiagnosticTable.all.filter { $0.number < 600 }

  /// Mistakes that cannot be printed on a terminal or would fill it, as the file that has them.
  private static let unprintable: [DiagnosticCode: [UInt8]] = [
    .sourceTooLarge: Array(repeating: UInt8(ascii: "#"), count: SourceFile.sizeLimit + 1),
    .invalidUTF8: Array("print(\"".utf8) + [0xFF] + Array("\")".utf8),
    .controlCharacter: Array("print(\"\u{7}\")".utf8),
    .strayCarriageReturn: Array("print(1)\rprint(2)".utf8),
    .hiddenCharacter: Array("print(\"\u{202E}\")".utf8),
    .nestingTooDeep: Array(
      ("print(" + String(repeating: "(", count: 201) + "1" + String(repeating: ")", count: 202)).utf8),
    .chainTooLong: Array(("print(1" + String(repeating: " + 1", count: 1100) + ")").utf8),
  ]

  /// Rows that no single file shows, and where they are shown.
  private static let elsewhere: [DiagnosticCode: String] = [
    .nestedTooDeeply: "the parser refuses such files; `LimitTests` checks a tree that no parser made",
    .tooManyModules: "takes 200 files: `ProgramLoaderTests`",
  ]

  private static let bad = checked.flatMap(ExplainedExample.bad)
  private static let good = DiagnosticTable.all.flatMap(ExplainedExample.good)

  @Test("every row shows what is wrong and what is right", arguments: checked)
  func complete(row: DiagnosticCode) {
    let isShown = !ExplainedExample.bad(of: row).isEmpty
    let isExcused = Self.unprintable[row] != nil || Self.elsewhere[row] != nil
    #expect(isShown != isExcused, "\(row.text)")
    #expect(ExplainedExample.good(of: row).contains { !$0.text.isEmpty }, "\(row.text) says nothing of what is right")
  }

  @Test("marked lines have this mistake and no other", arguments: bad)
  func wrong(example: ExplainedExample) {
    let checked = CheckedExample(example)
    let lines = checked.lines(of: example.row).map { $0 - example.linesAbove }
    #expect(Set(lines) == example.markedLines, "\(example.script)")
    #expect(checked.errors(besides: example.row).map(\.headline) == [], "\(example.script)")
  }

  @Test("what is not marked is right", arguments: good)
  func right(example: ExplainedExample) {
    // A scope file is read by the run time, whose tests hold what it may say: here it must be well formed.
    if example.row.number >= 700 || example.row.frame == .scopeFile {
      return #expect(parse(example.script).diagnostics == [], "\(example.script)")
    }
    let checked = CheckedExample(example)
    #expect(checked.errors(besides: example.row).map(\.headline) == [], "\(example.script)")
    let isPlanned = example.row == .builtinNotYet
    #expect(isPlanned || checked.diagnostics.filter { $0.code == example.row } == [], "\(example.script)")
  }

  @Test("mistakes that cannot be printed", arguments: unprintable.keys.sorted { $0.number < $1.number })
  func hidden(row: DiagnosticCode) throws {
    let checked = CheckedExample(try #require(Self.unprintable[row]))
    #expect(checked.diagnostics.map(\.code) == [row])
  }

  @Test("examples fit a terminal", arguments: DiagnosticTable.all.flatMap(ExplainedExample.all))
  func width(example: ExplainedExample) {
    for line in example.text.split(separator: "\n") { #expect(line.count <= 70, "\(example.row.text): \(line)") }
  }

  @Test("the first repair of a mistake takes it away and makes no other", arguments: bad)
  func repairs(example: ExplainedExample) {
    let checked = CheckedExample(example)
    let found = checked.diagnostics.filter { $0.code == example.row }
    for diagnostic in found {
      guard let repair = diagnostic.fixes.first else { continue }
      let bytes = checked.applying(repair)
      let after = CheckedExample(bytes, isModule: example.row.frame == .module)
      let text = "`\(repair.replacement)` in\n\(String(decoding: bytes, as: UTF8.self))"
      #expect(after.diagnostics.filter { $0.code == example.row }.count == found.count - 1, "\(text)")
      #expect(after.errors(besides: example.row).map(\.headline) == [], "\(text)")
    }
  }
}

/// What people bring from other languages and tools: the first repair is what they meant.
@Suite("Habits") struct HabitTests {
  @Test(
    "the first repair gives a playbook that checks",
    arguments: [
      ("scan 10.0.0.1 ports 1..1024", "scan 10.0.0.1 ports 1-1024"),
      ("scan 10.0.0.1 ports T:80", "scan 10.0.0.1 ports 80/tcp"),
      ("scan 10.0.0.1 -sS", "scan 10.0.0.1 using syn"), ("print(1 < 2 && 2 < 3)", "print(1 < 2 and 2 < 3)"),
      ("print(1 < 2 || 2 < 3)", "print(1 < 2 or 2 < 3)"), ("let x = true\nprint(!x)", "let x = true\nprint(not x)"),
      ("print('single')", "print(\"single\")"), ("let n = 1\nprint($n)", "let n = 1\nprint(n)"),
      ("let $n = 1\nprint(n)", "let n = 1\nprint(n)"), ("let n = 1\nprint(${n})", "let n = 1\nprint(n)"),
      ("scan 10.0.0.*", "scan 10.0.0.0/24"), ("scan 10.0.0.1:443", "scan 10.0.0.1 ports 443"),
      ("print(aa:bb:cc:dd:ee:ff)", "print(\"aa:bb:cc:dd:ee:ff\")"), ("print(1);\nprint(2)", "print(1)\nprint(2)"),
      ("print(nil)", "print(none)"), ("let n = 1\nprint(n == null)", "let n = 1\nprint(n == none)"),
      ("print(undefined)", "print(none)"),
      ("print(True)", "print(true)"), ("print(False)", "print(false)"),
      (
        "let n = 1\nif n == 1 { print(1) } elif n == 2 { print(2) }",
        "let n = 1\nif n == 1 { print(1) } else if n == 2 { print(2) }"
      ),
      ("const limit = 1\nprint(limit)", "let limit = 1\nprint(limit)"),
      ("def f(n) { return n }\nprint(f(1))", "fn f(n) { return n }\nprint(f(1))"),
      ("function f(n) { return n }\nprint(f(1))", "fn f(n) { return n }\nprint(f(1))"),
      ("func f(n) { return n }\nprint(f(1))", "fn f(n) { return n }\nprint(f(1))"),
      ("print(\u{201C}text\u{201D})", "print(\"text\")"),
      ("param pace = 2k/s\nprint(pace)", "param pace: rate = 2k/s\nprint(pace)"),
      ("param net = 10.0.0.0/24\nprint(net)", "param net: targets = 10.0.0.0/24\nprint(net)"),
      ("param deep = true\nprint(deep)", "param deep: bool = true\nprint(deep)"),
    ])
  func habit(written: String, meant: String) throws {
    let checked = CheckedExample(Array(written.utf8))
    #expect(checked.diagnostics.count == 1, "\(checked.diagnostics.map(\.headline))")
    let repair = try #require(checked.diagnostics.first?.fixes.first)
    let repaired = checked.applying(repair)
    #expect(String(decoding: repaired, as: UTF8.self) == meant)
    #expect(CheckedExample(repaired).diagnostics.map(\.headline) == [])
  }

  /// What stands there is what was given, never a number of the program's own.
  @Test(
    "options of nmap",
    arguments: [
      ("-sT", "using connect"), ("-Pn", "discover none"), ("-PS22", "discover syn(22)"), ("-PA", "discover ack(80)"),
      ("-T2", "rate 2/s"), ("--max-rate 100", "rate 100/s"), ("--max-rate=50", "rate 50/s"),
      ("--max-retries 1", "retries 1"), ("--host-timeout 30m", "deadline 30m"), ("--max-rtt-timeout 2", "timeout 2s"),
      ("--top-ports 20", "ports top_ports(20)"), ("--exclude 10.0.0.7", "except 10.0.0.7"), ("--ttl 5", "ttl 5"),
      ("-g 88", "source_port 88"), ("-e eth1", "via \"eth1\""), ("--open", "keep open"), ("-F", "ports top_ports(100)"),
      ("-sV", ""), ("-oX out.xml", ""), ("--min-rate 100", ""), ("-O", ""), ("-v", ""), ("--unheard-of", ""),
    ])
  func option(written: String, meant: String) throws {
    let checked = CheckedExample(Array("scan 10.0.0.0/24 \(written)".utf8))
    #expect(checked.diagnostics.map(\.code) == [.nmapOption])
    let repaired = checked.applying(try #require(checked.diagnostics.first?.fixes.first))
    #expect(String(decoding: repaired, as: UTF8.self) == "scan 10.0.0.0/24 \(meant)")
    #expect(CheckedExample(repaired).diagnostics.map(\.headline) == [])
  }

  @Test(
    "options whose value says nothing have no repair", arguments: ["--max-rate", "--max-rate fast", "--ttl 0", "-e"])
  func valueless(option: String) {
    let checked = CheckedExample(Array("scan 10.0.0.0/24 \(option)".utf8))
    #expect(checked.diagnostics.first?.code == .nmapOption && checked.diagnostics.first?.fixes == [])
  }
}
