// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

/// What must be known before the run: the limit on packets, and that there are targets.
@Suite struct LimitTests {
  @Test func theRepairIsTheNumber() throws {
    let script = CheckedScript("let n = 2M\nlimits { packets n }")
    #expect(script.findings == ["S0515 n"], "\(script.report)")
    #expect(script.result.diagnostics.first?.fixes.map(\.replacement) == ["2M"])
    let computed = CheckedScript("limits { packets 2 * 1000 }")
    #expect(computed.findings == ["S0515 2 * 1000"], "\(computed.report)")
    #expect(computed.result.diagnostics.first?.notes.isEmpty == false)
  }

  @Test(arguments: [
    ("limits { packets 1s }", "S0407 1s"), ("limits { packets 0 }", "S0507 0"), ("limits { time 0s }", "S0507 0s"),
    ("limits { steps 0 }", "S0507 0"), ("param n: int = 5\nlimits { packets n }", "S0515 n"),
    ("limits { packets (5) }", "S0515 (5)"), ("limits { packets -5 }", "S0515 -5"),
  ])
  func wrong(script: String, finding: String) {
    let checked = CheckedScript(script)
    #expect(checked.findings == [finding], "\(checked.report)")
  }

  @Test(arguments: [
    "limits { packets 2M }", "limits { packets 0x10, memory 1MiB }",
    "param t: duration = 5m\nlimits { time t, steps 2 * 1000 }",
  ])
  func fine(script: String) {
    let checked = CheckedScript(script)
    #expect(checked.findings == [], "\(checked.report)")
  }

  @Test(arguments: [
    ("scan 10.0.0.1 except 10.0.0.1 ports 22", "10.0.0.1 except 10.0.0.1"),
    ("scan 10.0.0.0/24 except 10.0.0.0/8 ports 22", "10.0.0.0/24 except 10.0.0.0/8"),
    ("scan 10.0.0.1-9, 10.0.1.1 except 10.0.0.0-10.0.1.1 ports 22", "10.0.0.1-9, 10.0.1.1 except 10.0.0.0-10.0.1.1"),
    ("targets a = 10.0.0.1\nscan a except 10.0.0.0/24 ports 22", "a except 10.0.0.0/24"),
    ("targets a = 10.0.0.1 except 10.0.0.1\nscan a ports 22", "a"),
    ("scan targets(10.0.0.1) - 10.0.0.1 ports 22", "targets(10.0.0.1) - 10.0.0.1"),
    ("scan 10.0.0.0/8 & 192.168.0.0/16 ports 22", "10.0.0.0/8 & 192.168.0.0/16"),
    ("scan \"10.0.0.1-3\" except 10.0.0.0/24 ports 22", "\"10.0.0.1-3\" except 10.0.0.0/24"),
  ])
  func emptyTargets(script: String, span: String) {
    let checked = CheckedScript(script)
    #expect(checked.findings == ["S0514 \(span)"], "\(checked.report)")
  }

  @Test(arguments: [
    "scan 10.0.0.0/30 except 10.0.0.1 ports 22", "scan \"a.example.org\" except 10.0.0.0/8 ports 22",
    "param t: targets = 10.0.0.1\nscan t except 10.0.0.1 ports 22",
    "let none_left = targets(10.0.0.1) - 10.0.0.1\nscan none_left ports 22",
    "scan 10.0.0.1 except \"a.example.org\" ports 22", "scan 2001:db8::1 except 10.0.0.0/8 ports 22",
  ])
  func targetsLeft(script: String) {
    let checked = CheckedScript(script)
    #expect(checked.findings == [], "\(checked.report)")
  }

  @Test(.timeLimit(.minutes(1)))
  func setsOfSetsCostNoMoreThanTheirText() {
    let ports = (1...40).map { "ports p\($0) = p\($0 - 1), p\($0 - 1)" }.joined(separator: "\n")
    let targets = (1...40).map { "targets t\($0) = t\($0 - 1), t\($0 - 1)" }.joined(separator: "\n")
    let script = CheckedScript(
      "ports p0 = 80\ntargets t0 = 10.0.0.1\n\(ports)\n\(targets)\nscan t40 ports p40 { on open 81 { print(1) } }")
    #expect(script.findings == ["S0504 81"], "\(script.report)")
  }

  @Test func anOperatorsScopeIsNoStatementOfAPlaybook() {
    let script = CheckedScript("scope \"acme\" { allow 10.0.0.0/8 }\nscan 10.0.0.1 ports 22")
    #expect(script.findings == ["S0516 scope"], "\(script.report)")
  }

  /// No parser lets such a tree through; the check has a limit of its own for trees that others make.
  @Test func treesTooDeepForTheCheckAreRefused() {
    let source = SourceFile(name: "test.scan", text: "1")
    let span = SourceSpan(start: 0, end: 1)
    var value = Expression(id: 0, span: span, kind: .int(1))
    for id in 1...NameResolver.depthLimit + 1 { value = Expression(id: id, span: span, kind: .paren(value)) }
    let count = NameResolver.depthLimit + 3
    let tree = SyntaxTree(
      source: source, tokens: [], trivia: [], documentation: nil,
      statements: [Statement(id: count - 1, span: span, kind: .expression(value))], nodeCount: count, diagnostics: [])
    let result = Checker.check(tree, prelude: Parser.parse(Prelude.source(), firstNode: count))
    #expect(result.diagnostics.map(\.code) == [.nestedTooDeeply])
  }
}
