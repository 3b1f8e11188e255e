// SPDX-License-Identifier: GPL-3.0-or-later

extension CheckCase {
  private static func network(_ lines: String) -> String { "network office {\n  \(lines)\n}" }

  private static func host(_ lines: String) -> String { network("host 10.0.0.1 { \(lines) }") }

  static let simulation: [CheckCase] = [
    .init(
      "S0530 many", "let many = range(1, 9)\n" + host("open many"), "ports many = 1-9\n" + host("open many")),
    .init(
      "S0530 far", "let far = now() - now()\n" + network("delay far"), "let far = 10ms\n" + network("delay far")),
    .init(
      "S0531 10.0.0.0/24", network("host 10.0.0.7 { open 22 }\n  hosts 10.0.0.0/24 { drop else }"),
      network("host 10.0.0.7 { open 22 }\n  hosts 10.0.0.0/24 except 10.0.0.7 { drop else }")),
    .init("S0532 22", host("open 20-30; drop 22"), host("open 20-30; drop 31")),
    .init("S0532 53/udp", host("open 53; drop 53/udp"), host("open 53/tcp; drop 53/udp")),
    .init("S0533 drop else", host("closed else; drop else"), host("closed 1-100; drop else")),
    .init("S0533 reset", host("limit reset 5/s; limit reset 6/s"), host("limit reset 5/s; limit icmp 6/s")),
    .init(
      "S0533 filter stateful", host("filter stateless 1-99; filter stateful"), host("filter stateless 1-99, 200")),
    .init("S0534 20ms-5ms", network("delay 20ms-5ms"), network("delay 5ms-20ms")),
    .init("S0534 101%", network("loss 101%"), network("loss 100%")),
    .init(
      "S0534 \"web\"", network("host 10.0.0.0/24 \"web\" { open 80 }"), network("host 10.0.0.1 \"web\" { open 80 }")),
    .init("S0534 reset", host("reject 53/udp with reset"), host("reject 53/udp with port")),
    .init("S0534 \"hi\"", host("open 53/udp banner \"hi\""), host("open 53/udp reply \"hi\"")),
    .init("S0535 \"a\"", "test \"a\" { print(1) }", "fn same() { expect 1 == 1 }\ntest \"a\" { same() }"),
    .init(
      "S0536 seen", "let seen = scan 127.0.0.1 ports 1\ntest \"a\" { expect seen.open.count == 0 }",
      "let limit = 3\nparam n: int = 2\ntest \"a\" { expect limit - n == 1 }"),
    .init("S0536 n", "param n: int\ntest \"a\" { expect n == 1 }", "param n: int = 1\ntest \"a\" { expect n == 1 }"),
    .init(
      "S0536 f", "param n: int\nfn f() { return n }\nprint(n)\ntest \"a\" { expect f() == 1 }",
      "fn f(n: int) { return n }\ntest \"a\" { expect f(1) == 1 }"),
    .init(
      "S0537 \"a\"", "test \"a\" { expect true }\ntest \"a\" { expect true }",
      "test \"a\" { expect true }\ntest \"b\" { expect true }"),
  ]
}
