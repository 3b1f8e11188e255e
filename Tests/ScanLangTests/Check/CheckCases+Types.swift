// SPDX-License-Identifier: GPL-3.0-or-later

extension CheckCase {
  /// Runs a line for every open port.
  private static func onOpen(_ line: String) -> String {
    "scan 127.0.0.1 ports 22 {\n  on open as p {\n    \(line)\n  }\n}"
  }

  static let types: [CheckCase] = [
    .init("S0435 \"htps\"", "scan 127.0.0.1 ports \"htps\"", "scan 127.0.0.1 ports \"https\""),
    .init("S0401 p.service", onOpen("if p.service { print(p) }"), onOpen("if p.service != none { print(p) }")),
    .init("S0401 1", "while 1 { print(1) }", "while 1 < 2 { print(1) }"),
    .init("S0401 xs", "let xs = [1]\nprint(not xs)", "let xs = [1]\nprint(not (xs.count > 0))"),
    .init("S0401 p.number", onOpen("print([p].where(p => p.number))"), onOpen("print([p].where(p => p.number > 1))")),
    .init("S0402 -", "print(1s - 1)", "print(1s - 1ms)"),
    .init("S0402 *", "print(\"a\" * 3)", "print(2 * 3)"),
    .init("S0402 |", "print(80 | 443)", "print(ports(80) | 443)"),
    .init("S0402 +=", "var n = 1s\nn += 1\nprint(n)", "var n = 1s\nn += 1s\nprint(n)"),
    .init("S0403 p.port == 443", onOpen("print(p.port == 443)"), onOpen("print(p.port == 443/tcp, p.number == 443)")),
    .init("S0403 \"a\"", "print(\"a\" in 1-3)", "print(2 in 1-3, \"a\" in \"abc\", 10.0.0.1 in 10.0.0.0/8)"),
    .init("S0404 p.state", onOpen("print(p.state < open)"), onOpen("print(p.state == open)")),
    .init("S0404 <", "print(1 < \"a\")", "print(1 < 2.5)"),
    .init("S0405 80", "print(\"port \" + 80)", "print(\"port \" + str(80))"),
    .init("S0406 p.rtt", onOpen("print(p.rtt < 5ms)"), onOpen("if p.rtt != none and p.rtt < 5ms { print(p) }")),
    .init("S0406 p.reply", onOpen("print(p.reply.window)"), onOpen("print(p.reply?.window)")),
    .init(
      "S0406 r", onOpen("let r = p.reply\n    print(r.window)"),
      onOpen("let r = p.reply\n    if r == none { return }\n    print(r.window)")),
    .init("S0407 5", "scan 127.0.0.1 ports 22 timeout 5", "scan 127.0.0.1 ports 22 timeout 5s"),
    .init("S0407 5", "show 5", "show [5]"),
    .init("S0407 1", "fail 1", "fail \"one\""),
    .init("S0410 numbr", onOpen("print(p.numbr)"), onOpen("print(p.number)")),
    .init("S0411 filter", "print([1].filter(x => x > 1))", "print([1].where(x => x > 1))"),
    .init("S0412 sum", "print([1].sum)", "print([1].sum())"),
    .init("S0413 ()", "print([1].count())", "print([1].count)"),
    .init(
      "S0414 srvice", "let r = scan 127.0.0.1 ports 22\nshow r.open columns host, srvice",
      "let r = scan 127.0.0.1 ports 22 using syn, ack\nshow r.open columns host, service, ack sort number desc"),
    .init(
      "S0414 ack", "let r = scan 127.0.0.1 ports 22 using syn, fin else connect\nshow r.open columns host, ack",
      "let r = scan 127.0.0.1 ports 22\nshow r.open columns host, syn, connect, udp sort port"),
    .init("S0415 n", "let n = 5\nprint(n[0])", "let n = [5]\nprint(n[0])"),
    .init("S0416 10", "for i in 10 { print(i) }", "for i in 1-10 { print(i) }"),
    .init("S0416 [1]", "for k, v in [1] { print(k, v) }", "for k, v in {a: 1} { print(k, v) }"),
    .init("S0420 2", "print(today(2))", "print(today())"),
    .init("S0420 f", "fn f(a) { return a }\nprint(f())", "fn f(a = 1) { return a }\nprint(f())"),
    .init("S0420 double", "let double = x => x * 2\nprint(double(1, 2))", "let double = x => x * 2\nprint(double(1))"),
    .init("S0420 (a, b) => a", "print([1].map((a, b) => a))", "print([1].map(a => a))"),
    .init("S0421 trys", onOpen("print(probe(p, trys: 2))"), onOpen("print(probe(p, tries: 2))")),
    .init("S0422 5", "sleep(5)", "sleep(5s)"),
    .init("S0422 \"x\"", "fn f(a: int) { print(a) }\nf(\"x\")", "fn f(a: int) { print(a) }\nf(1)"),
    .init("S0423 n", "let n = 5\nprint(n())", "let n = () => 5\nprint(n())"),
    .init("S0424 5", "param pace: rate = 5\nprint(pace)", "param pace: rate = 5/s\nprint(pace)"),
    .init(
      "S0424 \"slow\"", "param mode: \"fast\" | \"full\" = \"slow\"\nprint(mode)",
      "param mode: \"fast\" | \"full\" = \"full\"\nprint(mode)"),
    .init("S0425 \"a\"", "fn f() -> int { return \"a\" }", "fn f() -> int { return 1 }"),
    .init(
      "S0426 }", "fn f(a: bool) -> int {\n  if a { return 1 }\n}",
      "fn f(a: bool) -> int {\n  if a { return 1 }\n  return 2\n}"),
    .init("S0427 map", "param m: map\nprint(m)", "param m: list\nprint(m)"),
    .init("S0430 if", "let x = if true { 1 }\nprint(x)", "let x = if true { 1 } else { 2 }\nprint(x)"),
    .init("S0431 10.0.0.1", "ports web = 80, 10.0.0.1\nprint(web)", "ports web = 80, \"https\"\nprint(web)"),
    .init("S0431 5s", "scan 127.0.0.1, 5s ports 80", "scan 127.0.0.1, \"localhost\" ports 80"),
    .init(
      "S0432 \"a\"", "match 5 {\n  \"a\" => print(1)\n  else => print(2)\n}",
      "match 5 {\n  1-9 => print(1)\n  else => print(2)\n}"),
    .init(
      "S0433 jsn", "let r = scan 127.0.0.1 ports 22\nsave r to \"a\" as jsn",
      "let r = scan 127.0.0.1 ports 22\nsave r to \"a\" as json\nsave r to \"b.csv\""),
    .init("S0434 r\"(x\"", "print(\"x\" ~ r\"(x\")", "print(\"x\" ~ r\"(x)\")"),
  ]
}
