// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang
import Testing

@testable import ScanRuntime

@Suite("Plans of playbooks")
struct PlannerTests {
  /// The plan of a piece of code; nothing may be wrong with it before planning.
  private func outcome(_ code: String, _ change: (inout RunOptions) -> Void = { _ in }) throws -> PlanOutcome {
    let loaded = Playbook.load(SourceFile(name: "test.scan", text: code))
    let checked = try #require(loaded.program, "\(loaded.diagnostics.map(\.headline))")
    var options = RunOptions(scriptName: "test.scan", scope: .local, seed: 1, version: "0")
    change(&options)
    return Playbook.plan(checked, options: options, resolvesNames: false)
  }

  private func packets(_ code: String) throws -> CountBounds { try outcome(code).plan.packets }

  private let one = "scan 127.0.0.1 ports 1 using connect { retries 1; timeout 100ms }"

  @Test("a scan alone: jobs, and every retry")
  func plain() throws {
    let plan = try outcome("scan 10.0.0.0/28 ports 1-5 using connect { timeout 300ms; discover none }").plan
    #expect(plan.packets == CountBounds(least: 80, most: 240))
    #expect(plan.scans.map(\.runs) == [.one])
    #expect(plan.scans.first?.targetText == "10.0.0.0/28")
    #expect(plan.scans.first?.portText == "1-5")
  }

  @Test("a simulated network needs no privilege, and no kernel sends there")
  func simulated() throws {
    let code = "scan 10.0.0.1 ports 1-5 using syn { discover none }\nprint(banner(10.0.0.1, 22))"
    let plan = try outcome(code) { $0.network = SimulatedNetwork(name: "n", seed: 1, hosts: []) }.plan
    #expect(plan.scans.map(\.needsPrivilege) == [false])
    #expect(plan.kernel == .zero)
    #expect(plan.scans.allSatisfy { $0.kernel == .zero } && plan.followUps.allSatisfy { $0.kernel == .zero })
    #expect(!plan.packets.isZero)
  }

  @Test("what the script computes is computed, not guessed")
  func computed() throws {
    #expect(
      try packets(
        "fn twice(n: int) -> int { return n * 2 }\nlet n = 5\nscan 10.0.0.1 ports range(1, twice(n)) using connect { retries 0 }"
      )
        == CountBounds(exactly: 10))
    #expect(
      try packets(
        "var t = []\nfor i in 1-4 { if i != 2 { t += [\"10.0.0.\\(i)\"] } }\nscan t ports 7 using connect { retries 0; discover none }"
      )
        == CountBounds(exactly: 3))
    #expect(try packets("match \"full\" { \"fast\" => { fail \"x\" }; \"full\" => { \(one) } }").least == 1)
  }

  @Test("an unknown condition: every branch for the most, none for the least")
  func branches() throws {
    let code =
      "let a = \(one)\nif a.open.count > 0 { \(one) } else { scan 127.0.0.1 ports 1-3 using connect { retries 0 } }\n"
    #expect(try packets(code) == CountBounds(least: 1, most: 2 + 2 + 3))
  }

  @Test("what may end the run takes the least from what follows, unless it is caught")
  func doubt() throws {
    #expect(try packets("let a = \(one)\nprint(a.open.first.port)\n\(one)") == CountBounds(least: 1, most: 4))
    #expect(try packets("let a = \(one)\nprint(a.open.count)\n\(one)") == CountBounds(least: 2, most: 4))
    #expect(
      try packets("let a = \(one)\nlet b = try a.open.first.port else none\nprint(b)\n\(one)")
        == CountBounds(least: 2, most: 4))
    #expect(try packets("let a = \(one)\nif a.open.count == 0 { fail \"none\" }\n\(one)").least == 1)
  }

  @Test("loops: known items one by one, results as often as there can be")
  func loops() throws {
    #expect(try packets("for i in 1-3 { \(one) }") == CountBounds(least: 3, most: 6))
    #expect(
      try packets(
        "let a = scan 10.0.0.0/30 ports 1-3 using connect { retries 0; discover none }\nfor p in a.open.where(p => p.number == 2) { print(try probe(p, tries: 1) else none) }"
      )
        == CountBounds(least: 12, most: 24))
    #expect(
      try packets("let a = \(one)\nvar n = a.open.count\nwhile n > 0 { n -= 1\n \(one) }")
        == CountBounds(least: 1, most: nil))
    #expect(
      try packets("var n = 3\nwhile n > 0 { n -= 1\n \(one) }") == CountBounds(least: 3, most: 6))
  }

  @Test("a loop that may be left early has its first round for certain, and no more")
  func earlyExit() throws {
    let code = "for i in 1-3 { let a = \(one)\n if a.open.count > 0 { break } }\n\(one)"
    #expect(try packets(code) == CountBounds(least: 2, most: 8))
    let counted =
      "var n = 0\nwhile n < 3 { n += 1\n let a = \(one)\n if a.open.count > 0 { break } }\nscan 127.0.0.1 ports range(1, n) using connect { retries 0 }"
    #expect(try packets(counted) == CountBounds(least: 1, most: 6 + 65_536))
    let skipping = "for i in 1-3 { let a = \(one)\n if a.open.count > 0 { continue }\n \(one) }"
    #expect(try packets(skipping) == CountBounds(least: 3, most: 12))
  }

  @Test("a value that is set on one way only is unknown behind it")
  func joins() throws {
    let code =
      "var n = 1\nlet a = \(one)\nif a.open.count > 0 { n = 3 }\nscan 127.0.0.1 ports range(1, n) using connect { retries 0 }"
    let plan = try outcome(code).plan
    #expect(plan.packets.least == 1)
    #expect(plan.scans.last?.ports == CountBounds(least: 1, most: 65_536))
  }

  @Test("handlers: as often as ports match, with what each sends")
  func handlers() throws {
    let plan = try outcome(
      """
      scan 10.0.0.0/30 ports 1-10 using connect { retries 0; discover none
        on open 3-4 as p { print(try probe(p, tries: 2) else none) }
        on closed as p { print(p.port) }
        on done as r { \(one) }
      }
      """
    ).plan
    #expect(plan.scans.first?.handlers.map(\.instances) == [.upTo(8), .upTo(40), .one])
    #expect(plan.scans.first?.handlers.map(\.each.most) == [2, 0, 2])
    #expect(plan.packets == CountBounds(least: 41, most: 40 + 8 * 2 + 2))
  }

  @Test("with discovery a host gets one probe at least, its ports perhaps")
  func discovery() throws {
    #expect(
      try packets("scan 10.0.0.0/28 ports 1-5 using connect { retries 1; timeout 100ms }")
        == CountBounds(least: 16, most: 16 * 2 * 2 + 16 * 5 * 2))
    #expect(
      try packets("scan 10.0.0.0/28 ports 1-5 using connect { retries 0; discover connect(22); shard 1 of 3 }")
        == CountBounds(least: 6, most: 6 + 6 * 5))
    // One address or two: it is not known whether there is a search.
    #expect(
      try packets("scan \"10.0.0.1\", \"name.example\" ports 1-5 using connect { retries 0 }").least == 0)
  }

  @Test("nested scans multiply")
  func nested() throws {
    let plan = try outcome(
      """
      scan 10.0.0.0/30 ports 1-10 using connect { retries 0; discover none
        on open 3-4 as p {
          let r = scan p.host ports 1-5 using connect { retries 0 }
          print(r.open.count)
        }
      }
      """
    ).plan
    #expect(plan.packets == CountBounds(least: 40, most: 40 + 8 * 5))
    #expect(plan.scans.last?.runs == .upTo(8))
    #expect(plan.scans.last?.handler == "on open 3-4 as p")
  }

  @Test("stop() takes the least, a deadline too")
  func ends() throws {
    #expect(try packets("scan 127.0.0.1 ports 1-9 using connect { retries 0; on closed { stop() } }").least == 1)
    #expect(try packets("scan 127.0.0.1 ports 1-9 using connect { retries 0; deadline 1s }").least == 0)
    #expect(try packets("limits { time 1m }\n\(one)").least == 0)
  }

  @Test("limits cap the total")
  func limits() throws {
    #expect(
      try packets("limits { packets 7 }\nscan 127.0.0.1 ports 1-9 using connect") == CountBounds(exactly: 7))
    #expect(
      try packets(
        "limits { followups 4 }\nlet a = \(one)\nvar n = a.open.count\nwhile n > 0 { n = 1\n print(try probe(127.0.0.1, 1, tries: 2) else none) }"
      )
        == CountBounds(least: 1, most: 2 + 8))
  }

  @Test("recursion is followed as far as its arguments are known, else it has no bound")
  func recursion() throws {
    #expect(
      try packets("fn f(n: int) { if n > 0 { \(one)\n f(n - 1) } }\nf(3)") == CountBounds(least: 3, most: 6))
    let code = "fn f(n: int) { let a = \(one)\n if a.open.count > n { f(a.open.count) } }\nf(3)"
    #expect(try packets(code) == CountBounds(least: 1, most: nil))
  }

  @Test("names are not looked up, and have no bound on their addresses")
  func names() throws {
    let plan = try outcome("scan \"example.org\", 10.0.0.1 ports 1 using connect { retries 0 }").plan
    #expect(plan.packets == CountBounds(least: 0, most: nil))
    #expect(plan.names == ["example.org"])
  }

  @Test("the scope is held against targets, computed ones too, and excluded addresses are not asked")
  func scope() throws {
    #expect(try outcome("scan 198.51.100.7 ports 1 using connect").exit == 4)
    #expect(try outcome("let a = \"198.51\"\nscan \"\\(a).100.7\" ports 1 using connect").exit == 4)
    let excluded = try outcome("scan 10.0.0.0/30 ports 1 using connect { retries 0; discover none }") { options in
      options.exclude = TargetSet(Address("10.0.0.2")!)
    }
    #expect(excluded.plan.packets == CountBounds(exactly: 3))
  }

  @Test("an error that is certain is told; what comes before it counts")
  func certainError() throws {
    let outcome = try outcome("\(one)\nlet xs = [1]\nprint(xs[5])\n\(one)")
    #expect(outcome.exit == 3)
    #expect(outcome.errors.count == 1)
    #expect(outcome.plan.packets == CountBounds(least: 1, most: 2))
  }

  @Test("the text stays within its columns")
  func width() throws {
    let plan = try outcome(
      "scan 10.0.0.0/28, 10.1.0.0/16, 192.168.4.0/24, 172.16.0.0/12 ports 1-5, 80, 443, 8080-8090, 9000-9100, 50000 using connect { rate 50/s, 10/s per host; on open 1-5, 80, 443, 8080-8090, 9000-9100 as p { print(banner(p)) } }"
    ).plan
    for line in PlanText(plan, width: 80).text.split(separator: "\n") { #expect(line.count <= 80) }
    #expect(PlanJSON(plan).line.hasPrefix("{\"type\":\"plan\""))
  }

  @Test("rates and times beyond all measure are held at the largest number")
  func hugeNumbers() throws {
    let fast = try outcome("scan 10.0.0.1 ports 1 using connect { rate 9223372036854775807/s; discover none }").plan
    #expect(fast.scans.first?.bandwidth == .max)
    let slow = try outcome(
      "scan 10.0.0.0/8 ports 1-65535 using connect { rate 1/h; confirm 100; timeout 2000000h; discover none }"
    ).plan
    #expect(slow.scans.first?.time.most ?? 0 >= 9_000_000_000_000_000_000)
  }

  @Test("a limit on follow-ups that may be reached takes their least away, and holds their most")
  func followupLimit() throws {
    let banners = "let a = try banner(127.0.0.1, 1) else none\nlet b = try banner(127.0.0.1, 2) else none\n"
    let free = try packets(banners)
    #expect(free.least >= 1)
    let held = try packets("limits { followups 1 }\n" + banners)
    #expect(held.least == 0)
    #expect(held.most == free.most.map { $0 / 2 })
    #expect(try packets("limits { followups 2 }\n" + banners) == free)
    #expect(try packets("limits { followups 9223372036854775807 }\n" + banners) == free)
  }

  @Test("a scan that may end early has no least time either")
  func leastTime() throws {
    let head = "scan 10.0.0.1 ports 1-1000 using connect { rate 10/s; discover none; "
    func time(_ code: String) throws -> UInt64? { try outcome(code).plan.scans.first?.time.least }
    #expect(try time(head + "}") ?? 0 > 90_000_000)
    #expect(try time(head + "deadline 5s }") == 0)
    #expect(try time(head + "on open as p { stop() } }") == 0)
    #expect(
      try time(
        "param n: int = 2\nlet k = (scan 10.0.0.2 ports 1 using connect).open.count + 1\n" + head + "shard k of n }")
        == 0)
    #expect(try outcome("limits { time 1m }\n" + head + "}").plan.scans.first?.time.least == 0)
  }

  @Test("what was given up has no bound anywhere")
  func givenUp() throws {
    let code = """
      fn f(n: int) {
        print(try banner(127.0.0.1, 1) else none)
        if n > 0 { f(n - 1); f(n - 1) }
      }
      f(100)
      """
    let plan = try outcome(code).plan
    #expect(plan.packets.most == nil)
    #expect(plan.followUps.map(\.runs.most) == [nil])
    #expect(plan.followUps.map(\.packets.most) == [nil])
    #expect(plan.followUps.map(\.kernel.most) == [nil])
  }

  @Test("names are listed once, in the order met, however many there are")
  func manyNames() throws {
    let code = "for i in 1-9000 { print(try resolve(\"h\\(i % 4500).example\") else none) }"
    #expect(try outcome(code).plan.names.count == 4500)
  }

  @Test("labels and texts stand in two columns")
  func columns() throws {
    let text = PlanText(try outcome(one).plan).text
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("  ") }
    #expect(rows.contains { $0.hasPrefix("  techniques  connect") })
    #expect(rows.allSatisfy { Array($0)[13] == " " && Array($0)[14] != " " })
  }

  @Test("every follow-up has a bound of its own")
  func followUpBounds() throws {
    let network: (inout RunOptions) -> Void = { $0.network = SimulatedNetwork(name: "n", seed: 1, hosts: []) }
    func packets(_ call: String) throws -> CountBounds { try outcome("print(\(call))", network).plan.packets }
    let one = try packets("banner(10.0.0.1, 22, timeout: 5s)")
    #expect(one.least == 1 && one.most ?? 0 >= 2)
    for call in ["tls(10.0.0.1, 443)", "http(10.0.0.1, 80)", "ssh(10.0.0.1, 22)"] {
      #expect(try packets(call) == one)
    }
    #expect(try packets("service(10.0.0.1, 22)").most == one.most.map { 2 * $0 })
    #expect(try packets("ping(10.0.0.1)") == CountBounds(least: 1, most: 3))
    #expect(try packets("ping(10.0.0.1, tries: 7)") == CountBounds(least: 1, most: 7))
    #expect(try packets("traceroute(10.0.0.1, hops: 4)") == CountBounds(least: 1, most: 12))
    #expect(try packets("dns(\"a.example\")") == .zero)
    // On a real network there is no client for them yet.
    #expect(try outcome("print(tls(10.0.0.1, 443))").plan.packets.least == 0)
  }

  @Test("a follow-up by a name that may have no address may send nothing")
  func followUpByName() throws {
    #expect(try outcome("print(banner(\"www.example\", 22))").plan.packets.least == 0)
    #expect(try outcome("print(banner(10.0.0.1, 22))").plan.packets.least == 1)
  }

  @Test("payloads count for the bandwidth")
  func payloadBandwidth() throws {
    let code = """
      technique own { send payload; payload b"\(String(repeating: "x", count: 100))"; reply => open; silence => filtered }
      scan 10.0.0.1 ports 53/udp using own { rate 1k/s; discover none }
      """
    let network: (inout RunOptions) -> Void = { $0.network = SimulatedNetwork(name: "n", seed: 1, hosts: []) }
    #expect(try outcome(code, network).plan.scans.first?.bandwidth == 1_000 * (20 + 8 + 100) * 8)
    let tcp = try outcome("scan 10.0.0.1 ports 1 using connect { rate 1k/s; discover none }").plan
    #expect(tcp.scans.first?.bandwidth == 480_000)
  }

  @Test("what is too large to be scanned is so in a plan too")
  func tooLarge() throws {
    let network: (inout RunOptions) -> Void = {
      $0.network = SimulatedNetwork(name: "n", seed: 1, hosts: [])
      $0.scope = .simulated
    }
    #expect(try outcome("scan 2001:db8::/64 ports 1 using syn", network).exit == 3)
    #expect(try outcome("scan 2001:db8::/104 ports 1 using syn", network).exit == 0)
    #expect(try outcome("scan 10.0.0.0/7 ports 1 using syn", network).exit == 0)
  }
}
