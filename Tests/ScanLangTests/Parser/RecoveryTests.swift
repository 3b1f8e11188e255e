// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

@Suite("Parser: recovery")
struct RecoveryTests {
  @Test("several mistakes in one file, each reported once")
  func several() {
    check(
      """
      let a = 1 2
      let b = f(1, 2
      let c = [1, 2]
      if a = 1 {
        let d = +
        print(c)
      }
      else {
        const e = 3
      }
      scan a retrys 2 {
        prots 22
        on opne as p {
          let f = (1, 2)
          print(p)
        }
        on open as q {
          x y
        }
      }
      show c columns a sort
      """,
      reports: [
        "S0201 2", "S0208 (", "S0224 =", "S0202 +", "S0281 else", "S0283 const", "S0241 retrys", "S0241 prots",
        "S0252 opne", "S0229 ,", "S0215 x", "S0203 ",
      ])
  }

  @Test("what surrounds a mistake is kept")
  func kept() {
    #expect(printed("let a = )\nlet b = 2") == "(let a <missing>)\n(let b 2)")
    #expect(printed("fn f(a, 1) { return a }\nlet b = 2").hasSuffix("(let b 2)"))
    #expect(
      printed("scan a ports 22 { on open as p { let x = } ; on done { y } }")
        == "(scan (set a) (ports (set 22)) (on open (as p) (do (let x <missing>))) (on done (do y)))")
    #expect(
      printed("match a {\n  1 + => b\n  2 => c\n}\nd")
        == "(match a (arm (value (+ 1 <missing>)) (do)) (arm (value 2) (do c)))\nd")
    #expect(printed("expect r {\n  never\n  only open 22\n}") == "(expect r <missing> (only open (set 22)))")
  }

  @Test("a mistake in a header leaves the block in place")
  func header() {
    check("if a b {\n  let c = \n}\nd e", reports: ["S0201 b", "S0202 ", "S0215 d"])
    check("for x of xs {\n  a\n}\nb c", reports: ["S0248 of", "S0215 b"])
    check("fn f(1) {\n  a b\n}\nc", reports: ["S0203 1", "S0215 a"])
    check("scan a ports {\n  on open as p { }\n}\nb c", reports: ["S0202 {", "S0215 b"])
  }

  @Test("an unclosed brace points to itself and to the line that suggests its end")
  func unclosed() throws {
    let source = "fn f() {\n  if a {\n    b\n  c\n}\nlet d = 1\ne f"
    check(source, reports: ["S0207 {", "S0215 e"])
    let tree = parse(source)
    let diagnostic = try #require(tree.diagnostics.first)
    #expect(tree.source.position(of: diagnostic.span.start).line == 2)
    #expect(diagnostic.related.map { tree.source.position(of: $0.span.start).line } == [4])
    #expect(repaired(source) == "fn f() {\n  if a {\n    b }\n  c\n}\nlet d = 1\ne f")
  }

  @Test("unclosed braces elsewhere")
  func unclosedElsewhere() {
    check("scan a {\n  on open as p {\n    b\n  on done {\n    c\n  }\n}\nd e", reports: ["S0207 {", "S0215 d"])
    check("fn f() {\n  a\n\nfn g() {\n  b\n}\nc d", reports: ["S0207 {", "S0215 c"])
    check("if a {\n  b {\n", reports: ["S0207 {", "S0201 {"])
    check("let m = {\n  a: 1,\n  b: 2\nlet c = 3\nd e", reports: ["S0207 {", "S0215 d"])
    check("match a {\n  1 => {\n    b\n  2 => c\n}\nd", reports: ["S0207 {"])
    check("if a {\n  f(1,\n    2\n}\nb c", reports: ["S0208 (", "S0215 b"])
  }

  @Test("a missing opening brace takes its block along")
  func missingOpener() {
    check("if a\n  b\n  c\n}\nd e", reports: ["S0205 ", "S0215 d"])
    check("fn f() {\n  for x in y\n    z\n  }\n  g\n}\nd e", reports: ["S0205 ", "S0215 d"])
    check("scan a {\n  on open as p\n    print(p)\n  }\n}\nd e", reports: ["S0205 ", "S0215 d"])
  }

  @Test("what the lexer has said is not said again")
  func lexer() {
    for source in [
      "let a = 10.0.0.5/24", "let a = 'x'", "let a = b && c", "scan a -sS", "let a = 1-2-3", "let a = x-1",
      "let a = $b", "let a = \"x", "ports a = T:80, 53/udp", "if !a { b }", "let a = 10.0.0.*", "x++", "let a = 1..3",
      "let a = 2500000000000000000000", "scan 10.0.0.1:443", "let a = é", "let a = 5min", "import std/firewall",
    ] {
      #expect(summary(parse(source)).count == 1, "\(source): \(summary(parse(source)))")
    }
  }

  @Test("no more than twenty reports, in source order")
  func limit() {
    let tree = parse(String(repeating: "a b\n", count: 100))
    #expect(tree.diagnostics.count == 20)
    #expect(tree.diagnostics.map(\.span.start) == tree.diagnostics.map(\.span.start).sorted())
  }

  @Test("node numbers go on in the next file")
  func numbers() {
    let first = parse("let a = 1\nf(x => x)")
    let second = Parser.parse(SourceFile(name: "b", text: "let b = 2", file: 1), firstNode: first.nodeCount)
    #expect(second.statements[0].id >= first.nodeCount)
    #expect(second.statements[0].span.file == 1)
    #expect(second.nodeCount > first.nodeCount)
  }
}
