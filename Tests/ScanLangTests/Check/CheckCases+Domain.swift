// SPDX-License-Identifier: GPL-3.0-or-later

extension CheckCase {
  private static func scan(_ clauses: String, _ handler: String) -> String {
    "scan 127.0.0.1 \(clauses) {\n  \(handler)\n}"
  }

  static let domain: [CheckCase] = [
    .init("S0501 xmass", "scan 127.0.0.1 ports 22 using xmass", "scan 127.0.0.1 ports 22 using xmas"),
    .init(
      "S0502 SYN", "scan 127.0.0.1 ports 22 using SYN", "scan 127.0.0.1 ports 22 using flags(SYN, silence: filtered)"),
    .init(
      "S0503 open", scan("ports 22 using fin", "on open as p { print(p) }"),
      scan("ports 22 using fin", "on open|filtered as p { print(p) }")),
    .init(
      "S0503 open|filtered", scan("ports 22, 53/udp using syn, udp", "on open|filtered tcp(22) as p { print(p) }"),
      scan("ports 22, 53/udp using syn, udp", "on open|filtered 53/udp as p { print(p) }")),
    .init(
      "S0503 closed",
      scan("ports 22 using flags(SYN, silence: filtered, rst: filtered)", "on open, closed { print(1) }"),
      scan("ports 22 using flags(SYN|FIN, silence: filtered)", "on open, closed { print(1) }")),
    .init(
      "S0503 unfiltered", scan("ports 22", "on unfiltered { print(1) }"),
      scan("ports 22 using ack", "on unfiltered { print(1) }")),
    .init(
      "S0504 80", scan("ports 22", "on open 80 { print(1) }"), scan("ports 1-100", "on open 80, tcp(22) { print(1) }")),
    .init(
      "S0504 443/udp", scan("ports 443 using connect", "on any 443/udp { print(1) }"),
      scan("ports 443 using udp", "on any 443/udp, 443 { print(1) }")),
    .init(
      "S0505 23", "let r = scan 127.0.0.1 ports 22\nexpect r { never open 22, 23 }",
      "let r = scan 127.0.0.1 ports 22, 23\nexpect r {\n  never open 22, 23\n  only open 80\n}"),
    .init("S0506 53/udp", "scan 127.0.0.1 ports 22, 53/udp using syn", "scan 127.0.0.1 ports 22, 53/udp"),
    .init("S0506 syn", "print(probe(10.0.0.1, 53/udp, using: syn))", "print(probe(10.0.0.1, 53/udp, using: udp))"),
    .init("S0507 0", "scan 127.0.0.1 ports 22 ttl 0", "scan 127.0.0.1 ports 22 ttl 64"),
    .init("S0507 5", "scan 127.0.0.1 ports 22 shard 5 of 4", "scan 127.0.0.1 ports 22 shard 4 of 4"),
    .init("S0508 imcp", "scan 127.0.0.1 ports 22 discover imcp", "scan 127.0.0.1 ports 22 discover icmp, syn(443)"),
    .init(
      "S0509 banner(p)", "let r = scan 127.0.0.1 ports 22\nprint(r.open.map(p => banner(p)))",
      "let r = scan 127.0.0.1 ports 22\nfor p in r.open { print(banner(p)) }"),
    .init(
      "S0509 f", "fn f(p) { return banner(p) }\nlet r = scan 127.0.0.1 ports 22\nprint(r.open.map(f))",
      "fn f(p) { return p.number }\nlet r = scan 127.0.0.1 ports 22\nprint(r.open.map(f))"),
    .init(
      "S0546 tls", scan("ports 443", "on open as p { print(try tls(p) else none) }"),
      scan("ports 443", "on open as p { print(try banner(p) else none) }")),
    .init(
      "S0510 scope 127.0.0.1", "scan 127.0.0.1 ports 22\nscope 127.0.0.1", "scope 127.0.0.1\nscan 127.0.0.1 ports 22"),
    .init("S0511 stop", "stop()", scan("ports 22", "on open { stop() }")),
    .init(
      "S0512 10/h", "scan 127.0.0.1 ports 22 rate 10/h deadline 1m", "scan 127.0.0.1 ports 22 rate 10/s deadline 1m"),
    .init(
      "S0513 RST if window > 0 => open",
      "technique t {\n  send ACK\n  RST => closed\n  RST if window > 0 => open\n  silence => filtered\n}",
      "technique t {\n  send ACK\n  RST if window > 0 => open\n  RST => closed\n  silence => filtered\n}"),
    .init(
      "S0513 5 => print(5)", "fn f(n) {\n  match n {\n    _ => print(1)\n    5 => print(5)\n  }\n}",
      "fn f(n) {\n  match n {\n    5 => print(5)\n    _ => print(1)\n  }\n}"),
    .init(
      "S0514 10.0.0.1 except 10.0.0.0/8", "scan 10.0.0.1 except 10.0.0.0/8 ports 22",
      "scan 10.0.0.0/8 except 10.0.0.1 ports 22"),
    .init("S0515 n", "let n = 5\nlimits { packets n }", "let n = 5\nlimits { packets 5, steps n }"),
    .init("S0516 scope", "scope \"a\" { allow 127.0.0.1 }", "scope 127.0.0.1"),
    .init(
      "S0520 t", "technique t {\n  send SYN\n  RST => closed\n}",
      "technique t {\n  send SYN\n  RST => closed\n  silence => filtered\n}"),
    .init(
      "S0521 reply", "technique t {\n  send SYN\n  reply => open\n  silence => filtered\n}",
      "technique t {\n  send payload\n  reply => open\n  silence => filtered\n}"),
    .init(
      "S0522 300", "technique t {\n  send SYN\n  ttl 300\n  silence => filtered\n}",
      "technique t {\n  send SYN\n  ttl 64\n  silence => filtered\n}"),
    .init(
      "S0523 window", "technique t {\n  send SYN\n  RST if window => open\n  silence => filtered\n}",
      "technique t {\n  send SYN\n  RST if window > 0 and not (flags has ACK) => open\n  silence => filtered\n}"),
  ]
}
