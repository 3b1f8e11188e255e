// SPDX-License-Identifier: GPL-3.0-or-later

extension CheckCase {
  static let names: [CheckCase] = [
    .init("S0301 prnt", "prnt(1)", "print(1)"),
    .init("S0301 countt", "let count = 1\nprint(countt, count)", "let count = 1\nprint(count)"),
    .init("S0301 total", "total = 1", "var total = 1\nprint(total)"),
    .init("S0302 x", "print(x)\nlet x = 1", "let x = 1\nprint(x)"),
    .init("S0302 x", "let x = x + 1\nprint(x)", "let y = 1\nlet x = y + 1\nprint(x)"),
    .init("S0302 a", "fn f(a, b = a) { return a + b }", "let c = 1\nfn f(a, b = c) { return a + b }"),
    .init("S0303 x", "let x = 1\nlet x = 2\nprint(x)", "let x = 1\nif x == 1 {\n  let x = 2\n  print(x)\n}"),
    .init("S0303 a", "fn f(a) {\n  let a = 2\n  print(a)\n}", "fn f(a) {\n  let b = a\n  print(b)\n}"),
    .init("S0304 window", "let window = 5\nprint(1)", "let size_ = 5\nprint(size_)"),
    .init("S0304 open", "for open in [1] { print(1) }", "for p in [1] { print(p) }"),
    .init(
      "S0304 syn", "technique syn { send SYN; silence => filtered }", "technique syn2 { send SYN; silence => filtered }"
    ),
    .init("S0304 all_ports", "ports all_ports = 1-10", "ports few = 1-10\nprint(few)"),
    .init("S0308 fn f() { }", "if true { fn f() { } }", "fn f() { }"),
    .init("S0308 param x: int = 1", "if true { param x: int = 1 }", "param x: int = 1\nprint(x)"),
    .init("S0309 nil", "let x = nil\nprint(x)", "let x = none\nprint(x)"),
    .init("S0309 True", "while True { break }", "while true { break }"),
    .init("S0309 null", "let p = 1\nprint(p == null)", "let p = 1\nprint(p == none)"),
    .init(
      "S0310 no_store", "param no_store: bool = true\nprint(no_store)", "param keep_all: bool = true\nprint(keep_all)"),
    .init("S0312 previous", "print(previous())", "fn previous() { return 1 }\nprint(previous())"),
    .init("S0313 strin", "fn f(a: strin) { print(a) }", "fn f(a: string) { print(a) }"),
    .init("S0314 break", "if true { break }", "for x in [1] { break }"),
    .init("S0314 return 1", "return 1", "fn f() { return 1 }"),
    .init("S0315 edition 2", "edition 2", "edition 1"),
    .init("S0316 f", "f()\nlet x = 1\nfn f() { print(x) }", "let x = 1\nf()\nfn f() { print(x) }"),
    .init(
      "S0316 g", "print(g())\nlet x = 1\nfn g() { return f() }\nfn f() { return x }",
      "let x = 1\nprint(g())\nfn g() { return f() }\nfn f() { return x }"),
    .init(
      "S0318 offise", "network office { host 10.0.0.1 { closed else } }\ntest \"a\" with offise { expect true }",
      "network office { host 10.0.0.1 { closed else } }\ntest \"a\" with office { expect true }"),
    .init("S0320 x", "let x = 1\nx = 2\nprint(x)", "var x = 1\nx = 2\nprint(x)"),
    .init("S0320 a", "fn f(a) { a = 2 }", "fn f(a) {\n  var b = a\n  b = 2\n  print(b)\n}"),
    .init("S0320 i", "for i in 1-3 { i += 1 }", "for i in 1-3 { print(i) }"),
    .init("S0320 syn", "syn = 1", "print(syn)"),
    .init(
      "S0321 n", "var n = 0\nscan 127.0.0.1 ports 22 {\n  on open { n += 1 }\n}\nprint(n)",
      "var n = 0\nscan 127.0.0.1 ports 22 {\n  on open { print(n) }\n}\nn += 1"),
    .init("S0321 n", "var n = 0\nfn f() { n = 1 }\nprint(n)", "var n = 0\nfn f() { return n }\nn = f()"),
    .init("S0321 m", "var m = {}\nfn f() { m[\"a\"] = 1 }\nprint(m)", "var m = {}\nm[\"a\"] = 1\nprint(m)"),
    .init("S0322 t[0]", "var t = \"abc\"\nt[0] = \"x\"\nprint(t)", "var t = [\"a\"]\nt[0] = \"x\"\nprint(t)"),
    .init(
      "S0323 opne", "fn f(s) {\n  match s {\n    opne => print(1)\n  }\n}",
      "fn f(s) {\n  match s {\n    open => print(1)\n    other => print(other)\n  }\n}"),
    .init(
      "S0324 other", "fn f(n) {\n  match n {\n    80, other => print(n)\n  }\n}",
      "fn f(n) {\n  match n {\n    80 => print(n)\n    other => print(other)\n  }\n}"),
    .init("S0330 x", "let x = 1\nprint(2)", "let _x = 1"),
    .init("S0330 web", "ports web = 80\nprint(2)", "ports web = 80\nprint(web)"),
    .init("S0330 n", "var n = 1\nn = 2", "var n = 1\nn = 2\nprint(n)"),
    .init("S0331 pace", "param pace: rate = 1k/s", "param pace: rate = 1k/s\nprint(pace)"),
    .init(
      "S0332 print(1)", "fn f() {\n  return 1\n  print(1)\n}", "fn f() {\n  print(1)\n  return 1\n}"),
    .init("S0332 print(2)", "while true { print(1) }\nprint(2)", "while true { break }\nprint(2)"),
    .init("S0333 1 + 2", "1 + 2", "print(1 + 2)"),
    .init("S0333 x == 2", "var x = 1\nx == 2", "var x = 1\nx = 2\nprint(x)"),
    .init("S0333 [1].sum()", "[1].sum()", "print([1].sum())"),
  ]
}
