// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

/// One cause, one report.
@Suite struct OneReportTests {
  @Test(arguments: [
    ("scan 127.0.0.1 ports 1- using connect", ["S0135 1-"]),
    ("scan 127.0.0.1 ports 22, 1000- {\n  on open { print(1) }\n}", ["S0135 1000-"]),
    ("scan 127.0.0.1 {\n  ports 1- ; retries 1\n}", ["S0135 1-"]),
    ("scan 127.0.0.1 {\n  ports 1- # all\n  retries 1\n}", ["S0135 1-"]),
    ("scan 127.0.0.1 ports 1-100 except 9- using connect", ["S0135 9-"]),
    ("fn test(x) { return x }\nprint(test(1))\nprint(test(2), test(3))", ["S0204 test"]),
    ("print(test(1))\nfn test(x) { return x }\ntest(2)", ["S0204 test"]),
    ("let scan = 1\nlet other = scan + 2\nprint(scan, [scan], other)", ["S0204 scan"]),
    ("var match = 1\nmatch = 2\nmatch += 1\nprint(match)", ["S0204 match"]),
    ("fn f(in) { return in }\nprint(f(1))", ["S0204 in"]),
    ("for show in [1] { print(show) }", ["S0204 show"]),
    ("let if = 2\nprint(1)\nif if == 2 { print(if) }", ["S0204 if"]),
    ("technique t {\n  send ACK\n  RST if size > 0 => open\n  silence => filtered\n}", ["S0523 size"]),
    ("technique t {\n  send ACK\n  RST if not (windw > 0) => open\n  silence => filtered\n}", ["S0523 windw"]),
    ("break\nprint(1)", ["S0314 break"]), ("return\nprint(1)", ["S0314 return"]),
    ("fn f() {\n  continue\n  print(1)\n}", ["S0314 continue"]),
    ("let a = 1\n{\n  print(a)\n}", ["S0214 {"]), ("scope { allow 127.0.0.1 }", ["S0261 "]),
    ("print(\"a\\(1 + \")", ["S0140 \"a\\(1 + \")"]), ("10.0.0.1 = 5", ["S0225 10.0.0.1"]),
    ("let a = \"x\"\nimport \"lib/\\(a).scan\" as b\nprint(a, b)", ["S0275 \"lib/\\(a).scan\""]),
    ("import \"std/firewal\"\nfirewal.check()", ["S0335 \"std/firewal\""]),
    ("import \"lib/acl.scan\"\nprint(acl.rules)", ["S0335 \"lib/acl.scan\""]),
  ])
  func once(script: String, findings: [String]) {
    let checked = CheckedScript(script)
    #expect(checked.findings == findings, "\(checked.report)")
  }

  /// What is right of a word of the language stays so where the word is misused elsewhere.
  @Test(arguments: [
    ("let scan = 1\nlet r = scan 127.0.0.1 ports 22\nprint(r)", ["S0204 scan"]),
    ("let if = 1\nif 1 == 1 { print(if) }\nprint(if 1 == 2 { 3 } else { 4 })", ["S0204 if"]),
    ("let not = 1\nprint(not (1 == 2), not true)", ["S0204 not"]),
    ("let try = 1\nprint(try 7.div(0) else 2)", ["S0204 try"]),
  ])
  func wordsKeepTheirMeaning(script: String, findings: [String]) {
    let checked = CheckedScript(script)
    #expect(checked.findings == findings, "\(checked.report)")
  }

  @Test func openRangesOfferTheLastPort() {
    #expect(repaired("scan 127.0.0.1 ports 1- using connect") == "scan 127.0.0.1 ports 1-65535 using connect")
    // Without ports around it, it is an operator that lacks a blank.
    #expect(LexedText("let a = 1- using").codes == ["S0120"])
    #expect(LexedText("let ports_ = 1- b").codes == ["S0120"])
  }

  @Test(arguments: ["print([1 => 2])", "print(xs[1 2])", "print((1 2))"])
  func labelsAreSentences(script: String) {
    #expect(parse(script).diagnostics.map(\.label) == ["the value in brackets was complete before it"])
  }

  @Test func conditionsNameTheNearestField() throws {
    let script = CheckedScript("technique t {\n  send ACK\n  RST if windw > 0 => open\n  silence => filtered\n}")
    let diagnostic = try #require(script.result.diagnostics.first)
    #expect(diagnostic.fixes.map(\.replacement) == ["window"])
  }
}
