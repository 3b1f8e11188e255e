// SPDX-License-Identifier: GPL-3.0-or-later

extension CheckCase {
  private static func expect(_ clauses: String, targets: String = "127.0.0.1", _ lines: String) -> String {
    "let r = scan \(targets) \(clauses)\nexpect r {\n  \(lines)\n}"
  }

  static let judgement: [CheckCase] = [
    .init(
      "S0505 1-100", expect("ports 1-50", "never open 1-100"),
      expect("ports 1-100", "never open 1-50, 80\n  only open 7000")),
    .init(
      "S0505 53/udp", expect("ports 53 using connect", "never open 53/udp"),
      expect("ports 53 using connect", "never open 53, 53/tcp")),
    .init(
      "S0556 open", expect("ports 22 using fin", "always open 22"),
      expect("ports 22 using fin", "always open|filtered 22\n  never open 22")),
    .init(
      "S0557 127.0.0.2", expect("ports 22", "never open 22 on 127.0.0.1, 127.0.0.2"),
      expect("ports 22", targets: "127.0.0.0/30 except 127.0.0.3", "never open 22 on 127.0.0.1-2")),
    .init(
      "S0558 always open 22", expect("ports 22, 23", "never open 22\n  always open 22"),
      expect("ports 22, 23", "never open 22\n  always closed 22\n  always open 23")),
    .init(
      "S0558 only open 22 on 127.0.0.1", expect("ports 22, 23", "always open 23\n  only open 22 on 127.0.0.1"),
      expect("ports 22, 23", targets: "127.0.0.0/30", "always open 23 on 127.0.0.2\n  only open 22 on 127.0.0.1")),
    .init(
      "S0559 never open 22", expect("ports 22, 23", "never open 22\n  never open 22"),
      expect("ports 22, 23", "never open 22\n  never open 23")),
    .init(
      "S0560 23", expect("ports 22, 23", "never open 22\n  waive 23 until 2036-12-31 because \"a\""),
      expect("ports 22, 23", "only open 22\n  waive 23 until 2036-12-31 because \"a\"")),
    .init(
      "S0560 23 on 127.0.0.2",
      expect(
        "ports 22, 23", targets: "127.0.0.0/30",
        "never open on 127.0.0.1\n  waive 23 on 127.0.0.2 until 2036-12-31 because \"a\""),
      expect(
        "ports 22, 23", targets: "127.0.0.0/30",
        "never open on 127.0.0.1\n  waive 23 on 127.0.0.1 until 2036-12-31 because \"a\"")),
    .init(
      "S0561 rtt", expect("ports 22", "same as r ignoring rtt"), expect("ports 22", "same as r ignoring service")),
    .init(
      "S0563 \"../a.json\"", "let r = scan 127.0.0.1 ports 22\nsave r to \"../a.json\"",
      "let r = scan 127.0.0.1 ports 22\nsave r to \"a/..b.json\""),
    .init(
      "S0564 html", "let r = scan 127.0.0.1 ports 22\nsave r.open to \"a\" as html",
      "let r = scan 127.0.0.1 ports 22\nsave r.open to \"a.csv\"\nsave r to \"a.html\""),
    .init(
      "S0565 pcapng", "let r = scan 127.0.0.1 ports 22 using connect\nsave r to \"a\" as pcapng",
      "let r = scan 127.0.0.1 ports 22 using syn else connect\nsave r to \"a\" as pcapng"),
    .init(
      "S0565 \"a.pcapng\"", "save (scan 127.0.0.1 ports 22 using connect) to \"a.pcapng\"",
      "save (scan 127.0.0.1 ports 22 using connect, ack) to \"a.pcapng\""),
    .init("S0562 r", expect("ports 22", ""), expect("ports 22", "that r.coverage >= 90%")),
  ]
}
