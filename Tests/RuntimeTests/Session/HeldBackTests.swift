// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import Synchronization
import Testing

@testable import ScanRuntime

/// Who is faster than the one behind him waits, and takes little memory meanwhile.
struct HeldBackTests {
  /// Counts how often it was paused.
  private final class Ticket: ScanTicket {
    let paused = Mutex(0)
    var progress: ScanProgress { ScanProgress(total: 0) }
    func pause() { paused.withLock { $0 += 1 } }
    func resume() {}
    func stop() {}
    func cancel() {}
    func skip(_ host: Address) {}
  }

  @Test func anEngineIsPausedUntilItWasListenedTo() {
    let (mailbox, ticket) = (Mailbox(), Ticket())
    let sink = MailboxSink(scan: 0, mailbox: mailbox)
    sink.pauses(ticket)
    let space = JobSpace(
      targets: TargetSet(Address(v4: 1)), probes: [PortProbe(port: 80, technique: 0)], order: .sequential)
    let seen = Observation(job: space.job(at: 0), state: .open, reason: .synAck, tries: 1)
    let batch = Array(repeating: seen, count: 1 << 14)
    for _ in 0..<16 { sink.observed(batch) }
    #expect(ticket.paused.withLock { $0 } == 0 && !sink.isFull)
    for _ in 0..<4 { sink.observed(batch) }
    #expect(ticket.paused.withLock { $0 } == 1 && sink.isFull)
    // Nothing is lost, and it goes on when three quarters were looked at.
    let messages = mailbox.take()
    #expect(messages.count == 20)
    let resumed = messages.indices.filter { _ in sink.took(batch.count) }
    #expect(resumed == [16] && !sink.isFull)
  }

  @Test func notesWaitForWhoTakesThem() async {
    let control = RunControl(holdsBackLines: true)
    let line = String(repeating: "x", count: 1000)
    let (count, most) = (5000, RunControl.lineLimit + 2 * line.utf8.count)
    let added = _Concurrency.Task.detached { for _ in 0..<count { control.addLiveLine(line) } }
    var taken = 0
    while taken < count {
      let lines = control.takeLiveLines()
      #expect(lines.reduce(0) { $0 + $1.utf8.count } <= most)
      taken += lines.count
      try? await _Concurrency.Task.sleep(for: .milliseconds(2))
    }
    await added.value
    #expect(taken == count)
  }

  @Test func whoInterruptsWaitsForNoNotes() async {
    let control = RunControl(holdsBackLines: true)
    let line = String(repeating: "x", count: 1000)
    let added = _Concurrency.Task.detached { for _ in 0..<3000 { control.addLiveLine(line) } }
    control.interrupt(2)
    await added.value
    #expect(control.takeLiveLines().count == 3000)
  }
}
