// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

/// Parts of the language that came late: nothing speaks against them any more.
@Suite struct PlannedTests {
  @Test(arguments: [
    "network office { host 10.0.0.1 { open 22; closed else } }",
    "scan 127.0.0.1 ports 22 discover none confirm 2 keep open shard 1 of 2 order random seed 7",
    "let r = scan 127.0.0.1 ports 22\nexpect r.open.count == 1, \"ssh\"", "scan 127.0.0.1 ports 22 order sequential",
    "scan 127.0.0.1 ports 22 discover auto",
    "scan 127.0.0.1 {\n  ports 22\n  discover icmp, arp, syn(443), ack(80), udp(53)\n}",
    "let r = scan 127.0.0.1 ports 22\nsave r to \"a.json\"\nexpect r { same as baseline(\"b.json\") }",
    "let r = scan 127.0.0.1 ports 22\nsave r to \"a\" as pcapng",
    "limits { time 20m, packets 2M, followups 5k, steps 50M, memory 512MiB }",
  ])
  func there(script: String) {
    let checked = CheckedScript(script)
    #expect(checked.findings == [], "\(checked.report)")
  }
}
