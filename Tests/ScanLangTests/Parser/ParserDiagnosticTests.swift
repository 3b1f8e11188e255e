// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

/// A script, what is reported in it, and the script after the first repair.
struct DiagnosticCase: Sendable {
  let source: String
  let reports: [String]
  let repaired: String?

  init(_ source: String, _ reports: String..., fix: String? = nil) {
    self.source = source
    self.reports = reports
    self.repaired = fix
  }
}

@Suite("Parser: diagnostics")
struct ParserDiagnosticTests {
  static let cases: [DiagnosticCase] = [
    // Statements, blocks and brackets.
    DiagnosticCase("let a = 1 2", "S0201 2"),
    DiagnosticCase("return a b", "S0201 b"),
    DiagnosticCase("let a =", "S0202 "),
    DiagnosticCase("let a = 1 +\n", "S0202 "),
    DiagnosticCase("let a = f(,)", "S0202 ,"),
    DiagnosticCase("let a = import", "S0202 import"),
    DiagnosticCase("let = 1", "S0203 ="),
    DiagnosticCase("fn (a) { }", "S0203 ("),
    DiagnosticCase("let show = 1", "S0204 show", fix: "let show_ = 1"),
    DiagnosticCase("if a\n", "S0205 ", fix: "if a {\n"),
    DiagnosticCase("while a b", "S0205 b"),
    DiagnosticCase("if a\n{\n  b\n}", "S0206 {", fix: "if a {\n  b\n}"),
    DiagnosticCase("if a {\n  b\n", "S0207 {"),
    DiagnosticCase("let a = f(1, 2\nlet b = 3", "S0208 (", fix: "let a = f(1, 2)\nlet b = 3"),
    DiagnosticCase("let a = [1, 2\nlet b = 3", "S0208 [", fix: "let a = [1, 2]\nlet b = 3"),
    DiagnosticCase("let a = f(1))", "S0209 )", fix: "let a = f(1)"),
    DiagnosticCase("}", "S0209 }", fix: ""),
    DiagnosticCase("let a = [1 2 3]", "S0210 ", fix: "let a = [1, 2 3]"),
    DiagnosticCase("f(a b)", "S0210 ", fix: "f(a, b)"),
    DiagnosticCase("let a = b\n  and c", "S0213 and", fix: "let a = b and c"),
    DiagnosticCase("{ let a = 1 }", "S0214 {"),
    DiagnosticCase("print \"x\"", "S0215 print", fix: "print(\"x\")"),
    DiagnosticCase("finidng low \"x\"", "S0215 finidng", fix: "finding low \"x\""),
    // Values.
    DiagnosticCase("let a = b -c", "S0221 -", fix: "let a = b - c"),
    DiagnosticCase("let a = b < c < d", "S0222 <", fix: "let a = b < c and c < d"),
    DiagnosticCase("let a = b == c == d != e", "S0222 ==", fix: "let a = b == c and c == d != e"),
    DiagnosticCase("let a = b == not c", "S0223 not", fix: "let a = b == (not c)"),
    DiagnosticCase("let a = 1 + try b else c", "S0223 try", fix: "let a = 1 + (try b else c)"),
    DiagnosticCase("if a = 1 { }", "S0224 =", fix: "if a == 1 { }"),
    DiagnosticCase("while a.b = 1 { }", "S0224 =", fix: "while a.b == 1 { }"),
    DiagnosticCase("5 = a", "S0225 5", fix: "5 == a"),
    DiagnosticCase("f() += 1", "S0225 f()"),
    DiagnosticCase("a?.b = 1", "S0225 a?.b"),
    DiagnosticCase("f(using = ack)", "S0226 =", fix: "f(using: ack)"),
    DiagnosticCase("let a = {b}", "S0227 "),
    DiagnosticCase("let a = {b:c}", "S0228 :", fix: "let a = {b: c}"),
    DiagnosticCase("let a = (b, c)", "S0229 ,"),
    DiagnosticCase("let a = try b", "S0230 try", fix: "let a = try b else none"),
    DiagnosticCase("f(scan a ports 22)", "S0231 scan", fix: "f((scan a ports 22))"),
    DiagnosticCase("scan a {\n}\n.open", "S0232 ."),
    DiagnosticCase("let a = scan b { }\n.open", "S0232 .", fix: "let a = (scan b { })\n.open"),
    DiagnosticCase("let a = b.", "S0233 "),
    DiagnosticCase("let a = b.1", "S0233 1"),
    DiagnosticCase(#"let a = "\(b c)""#, "S0234 c"),
    DiagnosticCase("let a = ports", "S0235 ports"),
    DiagnosticCase("targets 10.0.0.1", "S0235 targets"),
    DiagnosticCase("ports a = 1 except 2 except 3", "S0236 except", fix: "ports a = 1 except 2, 3"),
    DiagnosticCase("else { a }", "S0237 else"),
    DiagnosticCase("match a { 1 }", "S0238 }"),
    DiagnosticCase("match a {\n  1 => \n}", "S0238 "),
    DiagnosticCase("technique t {\n  send SYN\n  RST\n}", "S0238 "),
    // Clauses.
    DiagnosticCase("scan a retrys 2 using syn", "S0241 retrys", fix: "scan a retries 2 using syn"),
    DiagnosticCase("scan a {\n  prots 22\n}", "S0241 prots", fix: "scan a {\n  ports 22\n}"),
    DiagnosticCase("expect a { nevr open 22 }", "S0241 nevr", fix: "expect a { never open 22 }"),
    DiagnosticCase("limits { tyme 1m }", "S0241 tyme", fix: "limits { time 1m }"),
    DiagnosticCase("network n { delya 1ms }", "S0241 delya", fix: "network n { delay 1ms }"),
    DiagnosticCase("show a column b", "S0241 column", fix: "show a columns b"),
    DiagnosticCase("scope \"s\" { 10.0.0.1 }", "S0241 10.0.0.1"),
    DiagnosticCase("scan a retries 1 { retries 2 }", "S0242 retries"),
    DiagnosticCase("scan a ports 1 ports 2", "S0242 ports"),
    DiagnosticCase("technique t { send SYN; send ACK; silence => open }", "S0242 send ACK"),
    DiagnosticCase("limits { time 1m, time 2m }", "S0242 time"),
    DiagnosticCase("scan a ports 1, retries 2", "S0243 ,", fix: "scan a ports 1 retries 2"),
    DiagnosticCase("scan a { ports 1, retries 2 }", "S0243 ,", fix: "scan a { ports 1; retries 2 }"),
    DiagnosticCase("retries 2", "S0244 retries"),
    DiagnosticCase("on open as p { }", "S0245 on"),
    DiagnosticCase("scan a { let b = 1 }", "S0246 let"),
    DiagnosticCase("scan ports 22", "S0247 ", fix: "scan 127.0.0.1 ports 22"),
    DiagnosticCase("save r \"a\"", "S0248 \"a\""),
    DiagnosticCase("scan a shard 1", "S0248 "),
    DiagnosticCase("for x xs { }", "S0248 xs"),
    DiagnosticCase("scan a order", "S0249 "),
    DiagnosticCase("scan a order sequental", "S0250 sequental", fix: "scan a order sequential"),
    DiagnosticCase("finding hihg \"x\"", "S0250 hihg", fix: "finding high \"x\""),
    DiagnosticCase("scan a { on host upp as h { } }", "S0250 upp", fix: "scan a { on host up as h { } }"),
    DiagnosticCase("scan a { on as p { } }", "S0251 as"),
    DiagnosticCase("scan a { on opne as p { } }", "S0252 opne", fix: "scan a { on open as p { } }"),
    DiagnosticCase(
      "scan a { on open, filterd as p { } }", "S0252 filterd", fix: "scan a { on open, filtered as p { } }"),
    DiagnosticCase("expect a { never opn 22 }", "S0252 opn", fix: "expect a { never open 22 }"),
    DiagnosticCase("technique t { send SYN; silence => }", "S0253 }"),
    DiagnosticCase("scan a { on open, 443 as p { } }", "S0254 ,", fix: "scan a { on open 443 as p { } }"),
    DiagnosticCase(
      "technique t { send SYN; silenc => open }", "S0255 silenc", fix: "technique t { send SYN; silence => open }"),
    DiagnosticCase(
      "technique t { send SYNN; silence => open }", "S0255 SYNN", fix: "technique t { send SYN; silence => open }"),
    DiagnosticCase("technique t {\n  send\n  silence => open\n}", "S0256 "),
    DiagnosticCase("technique t { silence => open }", "S0257 t"),
    DiagnosticCase("network n { host a { open } }", "S0258 }"),
    DiagnosticCase("finding \"x\"", "S0259 \"", fix: "finding medium \"x\""),
    DiagnosticCase("emit a", "S0260 ", fix: "emit a {name: \"value\"}"),
    DiagnosticCase("scope 10.0.0.1 { allow 10.0.0.1 }", "S0261 10.0.0.1"),
    // Declarations.
    DiagnosticCase("let a 1", "S0271 1"),
    DiagnosticCase("let a == 1", "S0271 ==", fix: "let a = 1"),
    DiagnosticCase("param a = 1", "S0272 =", fix: "param a: int = 1"),
    DiagnosticCase("let a: int = 1", "S0271 : int", fix: "let a = 1"),
    DiagnosticCase("fn f(a: ) { }", "S0272 )"),
    DiagnosticCase("fn f(a int, b) { }", "S0272 int", fix: "fn f(a: int, b) { }"),
    DiagnosticCase("expect a \"b\"", "S0210 ", fix: "expect a, \"b\""),
    DiagnosticCase("fn f { }", "S0273 {"),
    DiagnosticCase("import std", "S0274 std"),
    DiagnosticCase("test a { }", "S0274 a"),
    DiagnosticCase(#"import "a\(b)""#, #"S0275 "a\(b)""#),
    DiagnosticCase("edition one", "S0276 one"),
    DiagnosticCase("let a = 1\nedition 1", "S0277 edition 1"),
    DiagnosticCase("for a, b, c in d { }", "S0278 c"),
    // Habits.
    DiagnosticCase("if a {\n}\nelse {\n}", "S0281 else", fix: "if a {\n} else {\n}"),
    DiagnosticCase("let a = try b\n  else c", "S0281 else", fix: "let a = try b else c"),
    DiagnosticCase("if a {\n} elif b {\n}", "S0282 elif", fix: "if a {\n} else if b {\n}"),
    DiagnosticCase("elif b { }", "S0282 elif", fix: "if b { }"),
    DiagnosticCase("function f(a) { }", "S0283 function", fix: "fn f(a) { }"),
    DiagnosticCase("def f(a) { }", "S0283 def", fix: "fn f(a) { }"),
    DiagnosticCase("const a = 1", "S0283 const", fix: "let a = 1"),
    DiagnosticCase(
      "for (let i = 0; i < 10; i += 1) { a }", "S0284 (let i = 0; i < 10; i += 1)", fix: "for i in 1-10 { a }"),
    DiagnosticCase("for (x in xs) { a }", "S0284 (x in xs)", fix: "for x in xs { a }"),
    DiagnosticCase("x --", "S0285 --", fix: "x -= 1"),
    DiagnosticCase("ports a = 443:tcp", "S0286 443:tcp", fix: "ports a = 443/tcp"),
    DiagnosticCase("ports a = tcp:443", "S0286 tcp:443", fix: "ports a = 443/tcp"),
    DiagnosticCase("match a { 1 => b, 2 => c }", "S0288 ,", fix: "match a { 1 => b; 2 => c }"),
  ]

  @Test("each mistake is reported once, with its place and repair", arguments: cases)
  func mistake(_ example: DiagnosticCase) {
    check(example.source, reports: example.reports)
    if let fixed = example.repaired { #expect(repaired(example.source) == fixed) }
  }

  @Test("limits")
  func limits() {
    let deep = String(repeating: "(", count: 201) + "1" + String(repeating: ")", count: 201)
    check("let a = \(deep)", reports: ["S0211 ("])
    let long = Array(repeating: "1", count: 1100).joined(separator: " + ")
    check("let a = \(long)", reports: ["S0212 +"])
  }

  @Test("a repair marked safe leaves nothing to report")
  func safeRepairs() {
    for example in Self.cases {
      guard let fix = parse(example.source).diagnostics.first?.fixes.first, fix.isSafe else { continue }
      #expect(summary(parse(repaired(example.source))).count < example.reports.count + 1)
      if example.reports.count == 1 { #expect(summary(parse(repaired(example.source))) == []) }
    }
  }

  @Test("every row is shown by a case, and explained with an example")
  func rows() {
    let shown = Set(Self.cases.flatMap(\.reports).map { $0.prefix(5) }).union(["S0211", "S0212"])
    for row in DiagnosticCode.parserRows {
      #expect(shown.contains(Substring(row.text)), "\(row.text)")
      #expect(row.explanation.contains("\n\n    "), "\(row.text)")
      #expect(row.number / 100 == 2)
    }
    #expect(Set(DiagnosticCode.parserRows.map(\.number)).count == DiagnosticCode.parserRows.count)
  }

  @Test("headlines speak of networks, not of parsing")
  func wording() {
    for example in Self.cases {
      for diagnostic in parse(example.source).diagnostics {
        for word in ["token", "expression expected", "syntax error", "identifier", "parse", "EOF"] {
          #expect(!diagnostic.headline.contains(word))
          #expect(!diagnostic.label.contains(word))
        }
        #expect(!diagnostic.label.isEmpty)
      }
    }
  }

  @Test("a tight operator names both readings")
  func tightOperator() {
    #expect(repaired("let a = f(b) -c", fix: 0) == "let a = f(b) - c")
    #expect(repaired("let a = b -c", fix: 1) == "let a = range(b, c)")
  }

  @Test("a clause given twice points to the first")
  func twice() {
    let tree = parse("scan a retries 1 { retries 2 }")
    #expect(tree.diagnostics.first?.related.map { tree.source.text($0.span) } == ["retries"])
    #expect(tree.diagnostics.first?.related.first?.span.start == 7)
  }

  @Test("`5ms-20ms` is tight only in `delay`")
  func delay() {
    check("network n { delay 5ms-20ms }", "(network n (delay 5ms (to 20ms)))")
    #expect(summary(parse("let a = 5ms-20ms")).count == 1)
  }
}
