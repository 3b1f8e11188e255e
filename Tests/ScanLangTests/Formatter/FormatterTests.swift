// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

/// The layout, form by form. Expected texts are also the source of a second pass.
struct FormatterTests {
  private func check(_ source: String, _ expected: String, _ location: SourceLocation = #_sourceLocation) {
    #expect(FormatCheck.text(source) == expected, sourceLocation: location)
    #expect(FormatCheck.problems(SourceFile(name: "test.scan", text: source)) == [], sourceLocation: location)
  }

  /// What is laid out already.
  private func check(_ source: String, _ location: SourceLocation = #_sourceLocation) {
    check(source, source, location)
  }

  @Test func theDesignsOwnPlaybook() {
    check(playbook + "\n")
  }

  @Test func theDesignsExpectationsAndNetworks() {
    check(expectations + "\n")
    check(simulation + "\n")
  }

  @Test func blanksOfOperatorsAndBrackets() {
    check(
      "let a=(1+2 )*3\nlet b = [ 1,2 , ]\nlet c={ a : 1 }\nlet d=- 1\nlet e=not(a)\nlet f=x [ 0 ] . y( z : 1 , )",
      "let a = (1 + 2) * 3\nlet b = [1, 2]\nlet c = {a: 1}\nlet d = -1\nlet e = not (a)\nlet f = x[0].y(z: 1)\n")
    check("let a = SYN | ACK\nlet b = x|y\n", "let a = SYN|ACK\nlet b = x | y\n")
    check("let f=(a,b)=>a\nlet g=a=>a\n", "let f = (a, b) => a\nlet g = a => a\n")
    check("emit k {a: 1}\nfinding low \"t\" at p {a: 1}\n", "emit k { a: 1 }\nfinding low \"t\" at p { a: 1 }\n")
  }

  @Test func statementsHaveLinesOfTheirOwn() {
    check("let a = 1; let b = 2\n\n\n\nlet c = 3\n\n", "let a = 1\nlet b = 2\n\nlet c = 3\n")
    check("\n\n", "")
    check("if a {\n\n  b()\n\n}\n", "if a {\n  b()\n}\n")
  }

  @Test func blocksOnOneLineStayThere() {
    check("if a { b() }\n")
    check("if a {b();c()}else{ d() }\n", "if a { b();  c() } else { d() }\n")
    check("if a { b() } else {\n  d() }\n", "if a {\n  b()\n} else {\n  d()\n}\n")
    check("technique t { send SYN;  silence => open }\n")
    check("fn f() {\n}\n", "fn f() {}\n")
    check("limits { time 1m, packets 5 }\n")
    check("limits { time 1m, packets 5\n steps 3 }\n", "limits {\n  time    1m\n  packets 5\n  steps   3\n}\n")
  }

  @Test func linesAreAtMost100Wide() {
    let names = (1...12).map { "a_long_name_\($0)" }
    let call = "print(\(names.joined(separator: ", ")))\n"
    check(call, "print(\n" + names.map { "  \($0),\n" }.joined() + ")\n")
    let sum = "let s = \(names.joined(separator: " + "))\n"
    check(sum, "let s =\n  " + names.joined(separator: " +\n  ") + "\n")
    let exact = "let s = \"\(String(repeating: "x", count: 90))\"\n"
    check(exact)
    let ports = { (count: Int) in Array(repeating: "10000", count: count).joined(separator: ", ") }
    check("ports p = \(ports(15))\n", "ports p = \(ports(13)),\n  10000, 10000\n")
  }

  @Test func methodChains() {
    let long = "long_enough_that_it_does_not_fit_on_one_line"
    check(
      "let x = xs.where(p => p.\(long)).map(p => p.host).sort_by(p => p.\(long)).first\n",
      """
      let x = xs
        .where(p => p.\(long))
        .map(p => p.host)
        .sort_by(p => p.\(long)).first

      """)
    check("let x = xs\n  .where(f)\n  .map(g)\n", "let x = xs.where(f).map(g)\n")
  }

  @Test func listsWrittenInLinesStayInLines() {
    check("let m = {\n  a: 1,\n  b: 2,\n}\n")
    check("let m = {\n  a: 1, b: 2}\n", "let m = {\n  a: 1,\n  b: 2,\n}\n")
    check("let m = {a: 1,\n  b: 2}\n", "let m = {a: 1, b: 2}\n")
    check("let m = [\n  1,\n\n  2,\n]\n", "let m = [\n  1, 2,\n]\n")
    check("let m = [\n  f(1),\n\n  f(2),\n]\n")
  }

  @Test func columns() {
    check(
      "technique t {\n  send SYN\n  RST => closed\n  silence => open\n}\n",
      "technique t {\n  send SYN\n  RST     => closed\n  silence => open\n}\n")
    check(
      "scan a {\n  ports 1\n  retries 3\n\n  rate 5/s\n}\n", "scan a {\n  ports   1\n  retries 3\n\n  rate 5/s\n}\n")
    check(
      "print(match x { a => 1\n bcd => 2 })\n", "print(match x {\n  a   => 1\n  bcd => 2\n})\n")
    check("technique ab { send SYN;  silence => open }\ntechnique c  { send SYN;  silence => open }\n")
    check("match x {\n  a => {\n    b()\n  }\n  cde => 1\n}\n")
  }
}
