// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// Round trips, passes, the descriptor window and the timer heap.
struct TimingTests {
  private let milli: UInt64 = 1_000_000

  @Test func unmeasuredWaitsForTheCeiling() {
    #expect(RoundTripEstimator().timeout(ceiling: 700 * milli) == 700 * milli)
  }

  @Test func firstSampleFollowsTheStandard() {
    var estimator = RoundTripEstimator()
    estimator.add(100 * milli)
    #expect(estimator.timeout(ceiling: 1_000 * milli) == 300 * milli)
    #expect(estimator.timeout(ceiling: 200 * milli) == 200 * milli)
  }

  @Test func quickPathsKeepTheFloor() {
    var estimator = RoundTripEstimator()
    for _ in 0..<50 { estimator.add(20_000) }
    #expect(estimator.timeout(ceiling: 1_000 * milli) == 100 * milli)
    #expect(estimator.timeout(ceiling: 50 * milli) == 50 * milli)
  }

  @Test func steadyRoundTripsConverge() {
    var estimator = RoundTripEstimator()
    for _ in 0..<200 { estimator.add(400 * milli) }
    #expect((400...410).contains(estimator.timeout(ceiling: 1_000 * milli) / milli))
  }

  @Test func hostsAreMeasuredApart() {
    var timings = HostTimings(hosts: 1_000_000, ceiling: 1_000 * milli)
    for number in 0..<100 as Range<UInt32> { timings.add(100 * milli, for: Address(v4: number)) }
    let known = timings.timeout(of: Address(v4: 50))
    let unknown = timings.timeout(of: Address(v4: 5_000_000))
    #expect(known == 300 * milli && unknown == 1_000 * milli)
    for number in 0..<100_000 as Range<UInt32> { timings.add(100 * milli, for: Address(v4: number)) }
    let latest = timings.timeout(of: Address(v4: 99_999))
    #expect(latest == 300 * milli)
  }

  @Test func passesThatAgreeAreTrusted() {
    var book = PassBook(passes: 3)
    let open = observation(.open)
    let early = [book.conclude(open, position: 7), book.conclude(open, position: 7)]
    #expect(early == [nil, nil])
    let verdict = book.conclude(open, position: 7)
    #expect(verdict?.state == .open && verdict?.trusted == true && verdict?.tries == 3)
  }

  @Test func passesThatDifferAreJoined() {
    var book = PassBook(passes: 2)
    let first = book.conclude(observation(.open), position: 7)
    #expect(first == nil)
    let verdict = book.conclude(observation(.filtered), position: 7)
    #expect(verdict?.state == [.open, .filtered] && verdict?.trusted == false)
  }

  @Test func ofPassesThatDifferTheAnswerIsShown() {
    for answersFirst in [true, false] {
      var book = PassBook(passes: 2)
      var answer = observation(.open)
      (answer.rtt, answer.ttl) = (1_200, 64)
      var silence = observation(.filtered)
      silence.reason = .noResponse
      _ = book.conclude(answersFirst ? answer : silence, position: 7)
      let verdict = book.conclude(answersFirst ? silence : answer, position: 7)
      #expect(verdict?.state == [.open, .filtered] && verdict?.trusted == false && verdict?.tries == 2)
      #expect(verdict?.reason == .synAck && verdict?.rtt == 1_200 && verdict?.ttl == 64)
    }
  }

  private func observation(_ state: PortState) -> Observation {
    let job = ProbeJob(index: 0, target: Address(v4: 1), port: 1, technique: 0)
    return Observation(job: job, state: state, reason: .synAck, tries: 1)
  }

  @Test func observationIsPlainData() {
    #expect(_isPOD(Observation.self))
    #expect(_isPOD(ProbeJob.self))
    #expect(MemoryLayout<Observation>.stride <= 56)
  }

  @Test func windowFollowsTheSystem() {
    var window = DescriptorWindow(limit: 256)
    let start = MonotonicTime(nanoseconds: 1_000_000_000)
    #expect(window.limit == 192)
    window.exhausted(open: 80, now: start)
    #expect(window.limit == 80 && !window.hasRoom(open: 10, now: start))
    #expect(window.nextChance(open: 10, now: start) == start.advanced(by: .milliseconds(5)))
    #expect(window.nextChance(open: 80, now: start.advanced(by: .milliseconds(5))) == nil)
    let soon = start.advanced(by: .milliseconds(10))
    #expect(window.nextChance(open: 79, now: soon) == soon && !window.hasRoom(open: 80, now: soon))
    for tenth in 1...40 as ClosedRange<Int64> { window.recover(now: start.advanced(by: .milliseconds(100 * tenth))) }
    #expect(window.limit == 192)
  }

  @Test func heapGivesTheEarliestFirst() {
    var heap = TimerHeap<UInt64>()
    for step in 0..<100 as Range<UInt64> {
      let due = step * 37 % 101
      heap.add(due, due: MonotonicTime(nanoseconds: due))
    }
    var taken: [UInt64] = []
    while let next = heap.popDue(.distantFuture) { taken.append(next) }
    #expect(taken == taken.sorted() && taken.count == 100)
  }

  @Test func queueKeepsOrderAndGivesMemoryBack() {
    var queue = PositionQueue()
    var expected: UInt64 = 0
    for position in 0..<20_000 as Range<UInt64> {
      queue.append(position)
      if position % 2 == 0 {
        let next = queue.popFirst()
        #expect(next == expected)
        expected += 1
      }
    }
    while let next = queue.popFirst() {
      #expect(next == expected)
      expected += 1
    }
    #expect(expected == 20_000 && queue.isEmpty)
  }
}
