// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import ScanRuntime

@Suite("never, only, always")
struct PortJudgeTests {
  private typealias Samples = ResultsSamples

  private func verdict(
    _ results: ScanResults, _ expectation: PortExpectation, _ waivers: [Waiver] = []
  ) -> Verdict {
    PortJudge(results: results, waivers: waivers).judge(expectation)
  }

  private func answered() -> ScanResults {
    let results = Samples.results()
    Samples.add("192.0.2.1 80/tcp closed\n192.0.2.1 22/tcp open", to: results)
    return results
  }

  @Test("what holds and what fails")
  func plain() {
    let results = answered()
    #expect(verdict(results, Samples.expectation(.never, [.open], "80")).outcome == .held)
    #expect(verdict(results, Samples.expectation(.never, [.open], "22")).outcome == .failed)
    #expect(verdict(results, Samples.expectation(.only, [.open], "22")).outcome == .held)
    #expect(verdict(results, Samples.expectation(.only, [.open], "80")).outcome == .failed)
    #expect(verdict(results, Samples.expectation(.always, [.open], "22")).outcome == .held)
    #expect(verdict(results, Samples.expectation(.always, [.open])).outcome == .failed)
    #expect(verdict(results, Samples.expectation(.always, [.open, .closed])).outcome == .held)
    let failed = verdict(results, Samples.expectation(.never, [.open]))
    #expect(failed.details.map(\.text) == ["is open (syn-ack, connect)"])
    #expect(failed.details.first?.port == 22)
  }

  @Test("the exact state decides, one that only may be it is unsure")
  func maybe() {
    let results = Samples.results(ports: "22/tcp, 53/udp")
    Samples.add("192.0.2.1 22/tcp unfiltered\n192.0.2.1 53/udp open|filtered", to: results)
    #expect(verdict(results, Samples.expectation(.never, [.open], "22")).outcome == .unsure)
    #expect(verdict(results, Samples.expectation(.always, [.open], "53/udp")).outcome == .unsure)
    #expect(verdict(results, Samples.expectation(.never, [[.open, .filtered]], "53/udp")).outcome == .failed)
    #expect(verdict(results, Samples.expectation(.always, [.open, [.open, .filtered]], "53")).outcome == .held)
    #expect(verdict(results, Samples.expectation(.never, [.filtered], "22")).outcome == .held)
  }

  @Test("answers that are not to be trusted, and none at all, make it unsure")
  func untrusted() {
    let results = Samples.results()
    Samples.add("192.0.2.1 22/tcp closed?", to: results)
    let doubted = verdict(results, Samples.expectation(.never, [.open], "22"))
    #expect(doubted.outcome == .unsure)
    #expect(doubted.details.map(\.isTrusted) == [false])
    let missing = verdict(results, Samples.expectation(.never, [.open], "80"))
    #expect(missing.outcome == .unsure)
    #expect(missing.details.map(\.text) == ["1 port, such as on 192.0.2.1: no answer"])
  }

  @Test("a failure is not hidden by what is not known")
  func failureFirst() {
    let results = Samples.results("192.0.2.1-2")
    Samples.add("192.0.2.2 22/tcp open\n192.0.2.1 22/tcp open?", to: results)
    let verdict = verdict(results, Samples.expectation(.never, [.open]))
    #expect(verdict.outcome == .failed)
    #expect(verdict.details.first?.host == Address("192.0.2.2"))
  }

  @Test("hosts and ports that the scan did not ask")
  func outside() {
    let results = answered()
    let ports = verdict(results, Samples.expectation(.never, [.open], "80, 443"))
    #expect(ports.outcome == .unsure)
    #expect(ports.details.map(\.text) == ["port 443 on 192.0.2.1: not asked by the scan"])
    let hosts = verdict(results, Samples.expectation(.never, [.open], "80", on: "192.0.2.0/29"))
    #expect(hosts.outcome == .unsure)
    #expect(hosts.details.map(\.text) == ["port 80 on 192.0.2.0 and 6 more hosts: no target of the scan"])
    // `only` is about the ports that it does not name, so naming one more does no harm.
    #expect(verdict(results, Samples.expectation(.only, [.open], "22, 443")).outcome == .held)
  }

  @Test("a host that discovery found down has nothing open")
  func down() {
    let results = Samples.results("192.0.2.0/30")
    Samples.add("192.0.2.1 22/tcp closed\n192.0.2.1 80/tcp closed", to: results)
    results.knownDown = TargetSet("192.0.2.0, 192.0.2.2-192.0.2.3") ?? TargetSet()
    #expect(verdict(results, Samples.expectation(.never, [.open])).outcome == .held)
    #expect(verdict(results, Samples.expectation(.only, [.open], "22")).outcome == .held)
    #expect(verdict(results, Samples.expectation(.always, [.open], "22", on: "192.0.2.2")).outcome == .failed)
    #expect(verdict(results, Samples.expectation(.never, [.filtered])).outcome == .unsure)
  }

  @Test("waivers take pairs out, of failures and of what is not known")
  func waivers() {
    let results = Samples.results("192.0.2.1-2")
    Samples.add("192.0.2.1 22/tcp open\n192.0.2.1 80/tcp closed\n192.0.2.2 80/tcp closed", to: results)
    let never = Samples.expectation(.never, [.open])
    #expect(verdict(results, never).outcome == .failed)
    let first = verdict(results, never, [Samples.waiver("22", on: "192.0.2.1")])
    #expect(first.outcome == .unsure)
    let both = verdict(results, never, [Samples.waiver("22")])
    #expect(both.outcome == .held)
    #expect(both.details.map(\.text) == ["is open, waived until 2999-12-31: test"])
  }

  @Test("ports that are only counted")
  func keepOpen() {
    let results = Samples.results(ports: "20-29/tcp", keepsAll: false)
    let lines = (20...29).map { "192.0.2.1 \($0)/tcp \($0 == 22 ? "open" : "closed")" }
    Samples.add(lines.joined(separator: "\n"), to: results)
    #expect(results.rows.count == 1)
    #expect(verdict(results, Samples.expectation(.only, [.open], "22")).outcome == .held)
    #expect(verdict(results, Samples.expectation(.always, [.closed], "20-21")).outcome == .held)
    #expect(verdict(results, Samples.expectation(.always, [.open], "20")).outcome == .failed)
    let mixed = Samples.results(ports: "20-21/tcp", keepsAll: false)
    Samples.add("192.0.2.1 20/tcp closed\n192.0.2.1 21/tcp filtered", to: mixed)
    #expect(verdict(mixed, Samples.expectation(.never, [.open])).outcome == .held)
    #expect(verdict(mixed, Samples.expectation(.never, [.filtered], "20")).outcome == .unsure)
    let half = Samples.results(ports: "20-21/tcp", keepsAll: false)
    Samples.add("192.0.2.1 20/tcp closed", to: half)
    #expect(verdict(half, Samples.expectation(.never, [.open])).outcome == .unsure)
  }

  @Test("particulars are counted beyond a limit")
  func limit() {
    let results = Samples.results(ports: "1-300/tcp")
    Samples.add((1...300).map { "192.0.2.1 \($0)/tcp open" }.joined(separator: "\n"), to: results)
    let verdict = verdict(results, Samples.expectation(.never, [.open]))
    #expect(verdict.details.count == Verdict.detailLimit)
    #expect(verdict.details.count + verdict.omitted == 300)
    #expect(verdict.details.map(\.port) == (1...100).map { $0 })
  }

  @Test("the host that is named is one whose ports are missing, with `keep open` too")
  func exampleOfMissing() {
    let results = Samples.results("192.0.2.1-3", ports: "20-21/tcp", keepsAll: false)
    Samples.add("192.0.2.1 20/tcp closed\n192.0.2.1 21/tcp closed\n192.0.2.2 20/tcp closed", to: results)
    let details = verdict(results, Samples.expectation(.never, [.open])).details.map(\.text)
    #expect(details == ["4 ports, such as on 192.0.2.2: no answer"])
  }

  @Test("looking for a host of missing ports passes over hosts that are down, however many")
  func exampleBehindMany() {
    let results = Samples.results("10.0.0.0/8", ports: "20/tcp", keepsAll: true)
    results.knownDown = TargetSet("10.0.0.0-10.200.0.0") ?? TargetSet()
    Samples.add("10.200.0.1 20/tcp closed", to: results)
    let details = verdict(results, Samples.expectation(.never, [.open])).details.map(\.text)
    #expect(details.count == 1 && details[0].contains("such as on 10.200.0.2"))
  }

  @Test("failed and unsure counts name hosts of their own")
  func examplesApart() {
    let results = Samples.results("192.0.2.1-2", ports: "20/tcp", keepsAll: false)
    Samples.add("192.0.2.1 20/tcp closed?\n192.0.2.2 20/tcp closed", to: results)
    let details = verdict(results, Samples.expectation(.always, [.open])).details.map(\.text)
    #expect(details.contains { $0.contains("192.0.2.2") && $0.hasSuffix("not so") })
    #expect(details.contains { $0.contains("192.0.2.1") && $0.contains("only counted") })
  }
}
