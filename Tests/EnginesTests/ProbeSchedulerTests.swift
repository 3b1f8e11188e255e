// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// A scan on a clock moved by hand: hosts are closures that say after how long they answer, or not at all.
struct HandDrivenScan {
  var scheduler: ProbeScheduler
  var now = MonotonicTime(nanoseconds: 1_000_000_000)
  let start = MonotonicTime(nanoseconds: 1_000_000_000)
  var sends: [UInt64: Int] = [:]
  var answered: [UInt64] = []
  var silent: [UInt64] = []
  private var answers = TimerHeap<AttemptID>()
  private let host = Address(v4: 0x7f00_0001)

  init(_ scheduler: ProbeScheduler) {
    self.scheduler = scheduler
  }

  /// Runs to the end; `delay` gives nanoseconds until position's try is answered, `nil` for silence.
  mutating func run(delay: (UInt64, UInt8) -> UInt64?) {
    while step(delay: delay) {}
  }

  private mutating func step(delay: (UInt64, UInt8) -> UInt64?) -> Bool {
    switch scheduler.next(now) {
    case .finished: return false
    case .probe(let candidate):
      sends[candidate.position, default: 0] += 1
      let job = ProbeJob(index: candidate.position, target: host, port: 1, technique: 0)
      let attempt = scheduler.began(candidate, job: job, tag: 0, now: now)
      if let time = delay(candidate.position, candidate.tries) {
        answers.add(attempt, due: now.advanced(byNanoseconds: time))
      }
    case .idle: pass()
    }
    return true
  }

  private mutating func pass() {
    let deadline = max(scheduler.nextDeadline ?? .distantFuture, now.advanced(byNanoseconds: 1_000_000))
    now = min(deadline, answers.nextDue ?? .distantFuture)
    while let id = answers.popDue(now) {
      let attempt = scheduler.ended(id)
      scheduler.measured(now.nanoseconds(since: attempt.sentAt), host: host)
      if scheduler.isSample(attempt.tries) {
        scheduler.sampled(isLost: false)
      } else {
        scheduler.answered(attempt.position)
        answered.append(attempt.position)
      }
    }
    var expired: [ProbeScheduler.Expired] = []
    scheduler.expire(now, into: &expired)
    for entry in expired where entry.isBelieved {
      if scheduler.isSample(entry.attempt.tries) {
        scheduler.sampled(isLost: true)
      } else {
        silent.append(entry.attempt.position)
      }
    }
  }

  var elapsedMilliseconds: UInt64 { now.nanoseconds(since: start) / 1_000_000 }
}

/// The timing core, without a network.
struct ProbeSchedulerTests {
  private func scheduler(_ count: UInt64, retries: Int = 2, backlogLimit: Int = 1 << 20) -> ProbeScheduler {
    ProbeScheduler(
      count: count, hosts: 1, retries: retries, ceiling: .seconds(1), backlogLimit: backlogLimit)
  }

  @Test func silenceTakesOneTimeoutASweep() {
    var scan = HandDrivenScan(scheduler(1000))
    scan.run { _, _ in nil }
    #expect(scan.silent.sorted() == Array(0..<1000))
    #expect(scan.sends.values.allSatisfy { $0 == 3 })
    #expect((3000...3010).contains(scan.elapsedMilliseconds))
  }

  @Test func oneAnswerShortensTheWaitForAll() {
    var scan = HandDrivenScan(scheduler(1000))
    scan.run { position, _ in position == 500 ? 200_000 : nil }
    #expect(scan.answered == [500])
    #expect(scan.silent.count == 999)
    #expect((300...330).contains(scan.elapsedMilliseconds))
  }

  @Test(arguments: [0, 1, 5]) func retriesAreCounted(_ retries: Int) {
    var scan = HandDrivenScan(scheduler(10, retries: retries))
    scan.run { _, _ in nil }
    #expect(scan.sends.values.allSatisfy { $0 == retries + 1 })
  }

  @Test func lateSweepsStillFindAnswers() {
    var scan = HandDrivenScan(scheduler(300))
    scan.run { position, tries in UInt64(tries) == position % 3 + 1 ? 1_000_000 : nil }
    #expect(scan.answered.sorted() == Array(0..<300))
    #expect(scan.silent.isEmpty)
  }

  @Test func crowdedSweepsGoFirst() {
    var scan = HandDrivenScan(scheduler(500, backlogLimit: 10))
    scan.run { position, _ in position % 7 == 0 ? 50_000 : nil }
    #expect(scan.answered.count + scan.silent.count == 500)
    #expect(Set(scan.answered).union(scan.silent).count == 500)
  }

  @Test func putBackComesFirst() throws {
    var scheduler = scheduler(3)
    let now = MonotonicTime(nanoseconds: 0)
    guard case .probe(let first) = scheduler.next(now) else { return #expect(Bool(false)) }
    scheduler.putBack(first)
    guard case .probe(let again) = scheduler.next(now) else { return #expect(Bool(false)) }
    #expect(again.position == first.position)
  }

  @Test func postponedLetsOthersAhead() {
    var scheduler = scheduler(2)
    let now = MonotonicTime(nanoseconds: 0)
    let later = now.advanced(by: .seconds(1))
    guard case .probe(let first) = scheduler.next(now) else { return #expect(Bool(false)) }
    let isTaken = scheduler.postpone(first, until: later)
    #expect(isTaken)
    guard case .probe(let second) = scheduler.next(now) else { return #expect(Bool(false)) }
    #expect(second.position != first.position)
    guard case .idle = scheduler.next(now) else { return #expect(Bool(false)) }
    #expect(scheduler.nextDeadline == later)
    guard case .probe(let third) = scheduler.next(later) else { return #expect(Bool(false)) }
    #expect(third.position == first.position)
  }

  @Test func haltWaitsForWhatIsOnItsWay() {
    var scheduler = scheduler(5)
    let now = MonotonicTime(nanoseconds: 0)
    guard case .probe(let first) = scheduler.next(now) else { return #expect(Bool(false)) }
    let job = ProbeJob(index: 0, target: Address(v4: 1), port: 1, technique: 0)
    let id = scheduler.began(first, job: job, tag: 0, now: now)
    scheduler.halt()
    guard case .idle = scheduler.next(now) else { return #expect(Bool(false)) }
    _ = scheduler.ended(id)
    guard case .finished = scheduler.next(now) else { return #expect(Bool(false)) }
  }

  @Test func emptyScanIsFinished() {
    var scheduler = scheduler(0)
    guard case .finished = scheduler.next(MonotonicTime(nanoseconds: 0)) else { return #expect(Bool(false)) }
  }

  @Test func oneHostIsWaitedForWithoutLookingInBetween() {
    let hour = ScanDuration.seconds(36_000)
    var scheduler = ProbeScheduler(count: 1, hosts: 1, retries: 0, ceiling: hour)
    let now = MonotonicTime(nanoseconds: 1_000_000_000)
    guard case .probe(let candidate) = scheduler.next(now) else { return #expect(Bool(false), "nothing to send") }
    let job = ProbeJob(index: 0, target: Address(v4: 0x7f00_0001), port: 1, technique: 0)
    _ = scheduler.began(candidate, job: job, tag: 0, now: now)
    #expect(scheduler.nextDeadline == now.advanced(by: hour))
  }

  @Test func aWaitBeyondAllMeasureDoesNotWrap() {
    let scheduler = ProbeScheduler(
      count: 1, hosts: 1, retries: 0, ceiling: ScanDuration(microseconds: Int64.max))
    var copy = scheduler
    let now = MonotonicTime(nanoseconds: 1_000_000_000)
    guard case .probe(let candidate) = copy.next(now) else { return #expect(Bool(false), "nothing to send") }
    let job = ProbeJob(index: 0, target: Address(v4: 0x7f00_0001), port: 1, technique: 0)
    _ = copy.began(candidate, job: job, tag: 0, now: now)
    #expect(copy.nextDeadline == .distantFuture)
  }
}
