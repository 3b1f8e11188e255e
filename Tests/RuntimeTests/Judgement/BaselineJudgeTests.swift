// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import ScanRuntime

@Suite("same as")
struct BaselineJudgeTests {
  private typealias Samples = ResultsSamples

  private func verdict(_ now: ScanResults, _ then: ScanResults, ignoring: Set<String> = []) -> Verdict {
    BaselineJudge(now: now, then: then, waivers: [], ignored: ignoring).judge()
  }

  private func results(_ lines: String, _ hosts: String = "192.0.2.1", keepsAll: Bool = true) -> ScanResults {
    let results = Samples.results(hosts, keepsAll: keepsAll)
    Samples.add(lines, to: results)
    return results
  }

  @Test("equal and changed states")
  func states() {
    let then = results("192.0.2.1 22/tcp open\n192.0.2.1 80/tcp closed")
    let now = results("192.0.2.1 80/tcp open\n192.0.2.1 22/tcp open")
    #expect(verdict(then, then).outcome == .held)
    let changed = verdict(now, then)
    #expect(changed.outcome == .failed)
    #expect(changed.details.map(\.text) == ["is open (syn-ack, connect), was closed (reset, connect)"])
    #expect(verdict(now, then, ignoring: ["state"]).outcome == .held)
  }

  @Test("a host that came or went")
  func hosts() {
    let lines = "192.0.2.1 22/tcp open\n192.0.2.1 80/tcp closed\n"
    let silent = "192.0.2.2 22/tcp filtered\n192.0.2.2 80/tcp filtered"
    let both = results(lines + "192.0.2.2 22/tcp closed\n192.0.2.2 80/tcp filtered", "192.0.2.1-2")
    let one = results(lines + silent, "192.0.2.1-2")
    #expect(verdict(one, both).details.first?.text == "is down, was up")
    #expect(verdict(both, one).details.first?.text == "is up, was down")
    // A host that is silent on half of its ports may be up all the same.
    let half = results(lines + "192.0.2.2 80/tcp filtered", "192.0.2.1-2")
    #expect(verdict(half, both).outcome == .unsure)
  }

  @Test("what one side does not know makes it unsure")
  func missing() {
    let then = results("192.0.2.1 22/tcp open\n192.0.2.1 80/tcp closed")
    let less = results("192.0.2.1 22/tcp open")
    #expect(verdict(less, then).outcome == .unsure)
    #expect(verdict(then, less).outcome == .unsure)
    let doubted = results("192.0.2.1 22/tcp closed?\n192.0.2.1 80/tcp closed")
    #expect(verdict(doubted, then).outcome == .unsure)
    let fails = results("192.0.2.1 22/tcp closed")
    #expect(verdict(fails, then).outcome == .failed)
  }

  @Test("ports that were only counted are not open")
  func keepOpen() {
    let lines = "192.0.2.1 22/tcp open\n192.0.2.1 80/tcp closed"
    let all = results(lines)
    let kept = results(lines, keepsAll: false)
    #expect(verdict(all, kept).outcome == .held)
    #expect(verdict(kept, all).outcome == .held)
    #expect(verdict(kept, kept).outcome == .held)
    let opened = results("192.0.2.1 22/tcp open\n192.0.2.1 80/tcp open", keepsAll: false)
    #expect(verdict(opened, kept).details.map(\.text) == ["is open (syn-ack, connect), was not open"])
    #expect(verdict(kept, opened).details.map(\.text) == ["is not open, was open (syn-ack, connect)"])
  }

  @Test("hosts that discovery found down")
  func down() {
    let then = results("192.0.2.1 22/tcp open\n192.0.2.1 80/tcp closed", "192.0.2.1-2")
    then.knownDown = TargetSet("192.0.2.2") ?? TargetSet()
    #expect(verdict(then, then).outcome == .held)
    let now = results(
      "192.0.2.1 22/tcp open\n192.0.2.1 80/tcp closed\n192.0.2.2 22/tcp open\n192.0.2.2 80/tcp closed", "192.0.2.1-2")
    #expect(verdict(now, then).details.map(\.text) == ["is up, was down", "is open (syn-ack, connect), was not open"])
  }
}
