// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

/// Numbers beyond the last port, where ports are wanted.
@Suite struct PortLiteralTests {
  private static func onOpen(_ line: String) -> String {
    "scan 127.0.0.1 ports 22 {\n  on open as p {\n    \(line)\n  }\n}"
  }

  @Test(arguments: [
    ("ports web = 1-70000\nprint(web)", "1-70000"),
    ("ports web = 70000\nprint(web)", "70000"),
    ("ports web = 80, (70000) except 81\nprint(web)", "70000"),
    ("ports web = 1-100 except 70000\nprint(web)", "70000"),
    ("ports web = 443-70000/tcp\nprint(web)", "443-70000"),
    ("ports web = -5\nprint(web)", "-5"),
    ("ports web = [80, 70000]\nprint(web)", "70000"),
    ("scan 127.0.0.1 ports 80, 65536", "65536"),
    ("scan 127.0.0.1 ports 80 {\n  on open 80, 65536 { print(1) }\n}", "65536"),
    ("print(ports(70000))", "70000"), ("print(tcp(70000))", "70000"), ("print(udp(1-65536))", "1-65536"),
    ("print(ports(80) | 70000)", "70000"), ("print(70000 in ports(80) - 70001)", "70001"),
    ("param p: ports = 70000\nprint(p)", "70000"),
    ("fn f(p: ports) { print(p) }\nf(70000)", "70000"),
    ("fn f(p: ports = 70000) { print(p) }", "70000"),
    (onOpen("print(probe(p.host, 70000))"), "70000"), (onOpen("print(banner(p.host, port: 70000))"), "70000"),
  ])
  func beyond(script: String, literal: String) {
    let checked = CheckedScript(script)
    #expect(checked.findings == ["S0130 \(literal)"], "\(checked.report)")
  }

  @Test func expectationsAreHeldToo() {
    let script = CheckedScript("let r = scan 127.0.0.1 ports 22\nexpect r { never open 22, 70000 }")
    #expect(script.findings.contains("S0130 70000"), "\(script.report)")
  }

  @Test(arguments: [
    "ports web = 0-65535\nprint(web)", "print(70000 in ports(80))", "for i in 1-70000 { print(i) }",
    "let n = 70000\nprint(n)", "print(sorted([70000, 80]))", "print(len(1-70000))",
    "fn f(n) {\n  match n {\n    1-70000 => print(1)\n    else => print(2)\n  }\n}",
    onOpen("print(probe(p, tries: 2))"),
  ])
  func fine(script: String) {
    let checked = CheckedScript(script)
    #expect(checked.findings == [], "\(checked.report)")
  }
}
