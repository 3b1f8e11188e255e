// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

@Suite struct TypeTests {
  @Test func countersInLoopsAreIntegers() {
    let script = CheckedScript(
      """
      var total = 0
      var i = 0
      while i < 10 {
        i += 1
        total = total + i
      }
      for x in 1-100 { total += x }
      print(total)
      """)
    #expect(script.findings == [], "\(script.report)")
    #expect(script.type(of: "total + i") == .int)
    #expect(script.type(of: "x") == .int)
  }

  @Test func aVariableIsTheJoinOfWhatItGets() {
    #expect(CheckedScript("var a = 1\na = \"x\"\nprint(a)").type(of: "a") == .unknown)
    #expect(CheckedScript("var a = none\na = 1\nprint(a ?? 2)").type(of: "a ?? 2") == .int)
    #expect(CheckedScript("var a = [1]\na[0] = \"x\"\nprint(a[0])").type(of: "a[0]") == .unknown)
    #expect(CheckedScript("var a = 1\nif a == 1 { a = 2 }\nprint(a * 2)").type(of: "a * 2") == .int)
  }

  @Test func functionsKnowWhatTheyReturn() {
    let annotated = CheckedScript(
      "fn fib(n: int) -> int {\n  if n < 2 { return n }\n  return fib(n - 1) + fib(n - 2)\n}\nprint(fib(30))")
    #expect(annotated.findings == [])
    #expect(annotated.type(of: "fib(n - 1) + fib(n - 2)") == .int)
    let inferred = CheckedScript(
      "fn fib(n: int) {\n  if n < 2 { return n }\n  return fib(n - 1) + fib(n - 2)\n}\nprint(fib(30))")
    #expect(inferred.type(of: "fib(30)") == .int)
    #expect(inferred.result.program?.functions.first?.returnType == .int)
    let bare = CheckedScript(
      "fn fib(n) {\n  if n < 2 { return n }\n  return fib(n - 1) + fib(n - 2)\n}\nprint(fib(30))")
    #expect(bare.findings == [])
    #expect(bare.type(of: "fib(30)") == .unknown)
  }

  @Test func functionsThatMayEndGiveNoneToo() {
    let script = CheckedScript("fn f(a: bool) {\n  if a { return 1 }\n}\nprint(f(true))")
    #expect(script.type(of: "f(true)") == .optional(.int))
    #expect(CheckedScript("fn f() {\n  while true { print(1) }\n}\nprint(f())").findings == [])
  }

  @Test func mutualRecursionSettles() {
    let script = CheckedScript(
      """
      fn even(n: int) { if n == 0 { return true } else { return odd(n - 1) } }
      fn odd(n: int) { if n == 0 { return false } else { return even(n - 1) } }
      print(even(4))
      """)
    #expect(script.findings == [], "\(script.report)")
    #expect(script.type(of: "even(4)") == .bool)
  }

  @Test func inferenceEndsWhereTypesGrowForEver() {
    let script = CheckedScript("var xs = [1]\nfor i in 1-3 { xs = [xs] }\nprint(xs)")
    #expect(script.result.program != nil, "\(script.report)")
  }

  @Test func lambdasKnowTheirElements() {
    let script = CheckedScript(
      """
      let seen = scan 127.0.0.1 ports 22
      let names = seen.open.where(p => p.number > 1).map(p => p.port)
      print(names, seen.open.flat_map(p => [p.number]))
      """)
    #expect(script.findings == [], "\(script.report)")
    #expect(script.type(of: "names") == .list(.port))
    #expect(script.type(of: "seen.open.flat_map(p => [p.number])") == .list(.int))
  }

  @Test func operatorsOnKnownTypes() {
    let cases: [(String, ValueType)] = [
      ("7 / 2", .float), ("7.div(2)", .int), ("1s * 2", .duration), ("1m / 1s", .float), ("now() + 21d", .time),
      ("now() - now()", .duration), ("open|filtered", .state), ("SYN|ACK", .flags), ("all_ports - 80", .ports),
      ("10.0.0.0/8 | 192.0.2.1", .targets), ("[1] + [2]", .list(.int)), ("99%", .float), ("1 + 2.5", .float),
      ("\"a\" ~ r\"b\"", .bool), ("max(1, 2)", .int), ("round(2.5)", .int), ("round(2.5, 1)", .float),
    ]
    for (text, type) in cases {
      let script = CheckedScript("print(\(text))")
      #expect(script.type(of: text) == type, "\(text): \(script.report)")
    }
  }

  @Test func whatIsAskedBeforeIsKnownAfter() {
    let lines = [
      "if p.rtt == none { return }\n    print(p.rtt + 1ms)",
      "if not (p.rtt == none) { print(p.rtt + 1ms) }",
      "if p.rtt == none or p.rtt > 1s { print(1) }",
      "if p.reply?.mss != none { print(p.reply.mss + 1) }",
      "print(if p.rtt != none { p.rtt * 2 } else { 0s })",
      "if p.rtt == none { print(1) } else { print(p.rtt + 1ms) }",
    ]
    for line in lines {
      let script = CheckedScript("scan 127.0.0.1 ports 22 {\n  on open as p {\n    \(line)\n  }\n}")
      #expect(script.findings == [], "\(line): \(script.report)")
    }
  }

  @Test func oneCauseOneReport() {
    #expect(CheckedScript("let x = nothing_here + 1\nlet y = x * 2\nprint(y.foo)").findings == ["S0301 nothing_here"])
    #expect(CheckedScript("let xs = [1]\nxs.foo").findings == ["S0410 foo"])
    let arms = "match 5 {\n  opne => print(1)\n  6 => print(2)\n}"
    #expect(CheckedScript(arms).findings == ["S0323 opne"])
    #expect(CheckedScript("let x = 5.foo\nprint(x.bar + 1, x())").findings == ["S0410 foo"])
  }

  @Test func reportsComeInSourceOrder() {
    let script = CheckedScript("fn f() { return missing_one }\nprint(1 + \"a\")\nprint(missing_two)\nf(1)")
    let places = script.result.diagnostics.map(\.span.start)
    #expect(places == places.sorted())
    #expect(script.result.program == nil)
  }

  @Test func brokenSourceGivesNoFollowUps() {
    // What the broken line names may be declared there; what has nothing to do with it is reported.
    let script = CheckedScript("let x = = y\nprint(y)\nprint(x)\nprint(z)")
    #expect(script.result.program == nil)
    #expect(script.findings.filter { $0.hasPrefix("S03") } == ["S0301 z"], "\(script.report)")
  }
}
