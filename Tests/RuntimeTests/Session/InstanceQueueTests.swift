// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import Testing

@testable import ScanRuntime

@Suite("Handler instances and outcomes")
struct InstanceQueueTests {
  private func instance(_ host: UInt32, _ port: UInt16) -> Instance {
    Instance(handler: 0, binding: .none, host: Address(v4: host), port: port, transport: .tcp)
  }

  @Test("a host that has its share does not hold up the others, and nothing is lost")
  func perHost() {
    var queue = InstanceQueue()
    for port in 1...3 { queue.add(instance(1, UInt16(port))) }
    queue.add(instance(2, 9))
    let full = Address(v4: 1)
    #expect(queue.next(isFull: { $0 == full })?.host == Address(v4: 2))
    #expect(queue.next(isFull: { _ in false }) == nil)
    #expect(queue.count == 3)
    #expect((1...3).map { _ in queue.next(for: full)?.port } == [1, 2, 3])
    #expect(queue.count == 0)
    #expect(queue.next(for: full) == nil)
  }

  @Test("many instances leave in the order in which they came")
  func order() {
    var queue = InstanceQueue()
    for number in 0..<10_000 { queue.add(instance(UInt32(number), 1)) }
    let hosts = (0..<10_000).compactMap { _ in queue.next(isFull: { _ in false })?.host.v4 }
    #expect(hosts == Array(0..<10_000))
  }

  @Test("exit status: interrupt, refusal, failure, inconclusive, in this order")
  func verdicts() {
    let tally = OutcomeTally()
    #expect(tally.verdict(signal: nil, failOn: nil).1 == 0)
    tally.isInconclusive("coverage")
    #expect(tally.verdict(signal: nil, failOn: nil).1 == 3)
    tally.add(FindingRecord(level: .high, text: "x", host: nil, port: nil, transport: nil, fields: []))
    #expect(tally.verdict(signal: nil, failOn: .critical).1 == 3)
    #expect(tally.verdict(signal: nil, failOn: .medium).1 == 1)
    tally.add(ExpectRecord(ok: false, text: "", detail: [], place: ""))
    #expect(tally.verdict(signal: nil, failOn: nil).1 == 1)
    tally.refused(hadSent: false)
    #expect(tally.verdict(signal: nil, failOn: nil).1 == 4)
    #expect(tally.verdict(signal: 15, failOn: nil).1 == 143)
  }

  @Test("failures are counted by handler and place, and told by the first host and port")
  func failures() {
    var tally = FailureTally()
    let trap = Trap(kind: .network, node: 7)
    tally.add(instance(2, 80), trap, "refused", at: Instant(clamping: 0))
    tally.add(instance(1, 443), trap, "timeout", at: Instant(clamping: 0))
    tally.add(instance(1, 80), trap, "refused", at: Instant(clamping: 0))
    let entries = tally.ordered()
    #expect(entries.count == 1)
    #expect(entries[0].count == 3)
    #expect(entries[0].host == Address(v4: 1) && entries[0].port == 80)
    #expect(entries[0].causes == ["refused": 2, "timeout": 1])
  }

  @Test("sleepers wake in the order of their times")
  func timers() {
    var timers = TimerQueue()
    for time in [30, 10, 20, 10] as [UInt64] {
      timers.add(MonotonicTime(nanoseconds: time), task: Int(time), wait: 0)
    }
    #expect(timers.next == MonotonicTime(nanoseconds: 10))
    #expect(timers.due(MonotonicTime(nanoseconds: 20)).map(\.task) == [10, 10, 20])
    #expect(timers.due(MonotonicTime(nanoseconds: 20)).isEmpty)
  }
}
