// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// A path as `RateSteering` meets it: so many packets a second get through, the rest is dropped; of the others some are
/// lost at random each way; some jobs never answer.
private struct SteeredPath {
  /// Packets a second that get through; nil for no limit.
  var carries: Double?
  /// Packets that get through at once after a rest.
  var burst = 20.0
  /// The share that is lost each way.
  var loss = 0.0
  /// The share of jobs that answer.
  var answering = 1.0
  /// Packets a second that the sender can send.
  var full = 150_000.0
}

/// A scan of many jobs over such a path, in sweeps, on a clock moved by hand.
private struct SteeredScan {
  private(set) var time = 0.0
  private(set) var sent = 0
  /// Jobs that would have answered and came out silent.
  private(set) var wrong = 0
  private(set) var slowed: SlowedSending?

  private let retries: Int
  private let path: SteeredPath
  private var steering = RateSteering()
  private var generator: SeededGenerator
  private let start = MonotonicTime(nanoseconds: 1_000_000_000)
  private var now = MonotonicTime(nanoseconds: 1_000_000_000)
  private var tokens: Double
  private var tokensAt = MonotonicTime(nanoseconds: 1_000_000_000)
  private var lineFree = MonotonicTime(nanoseconds: 0)
  private var sweeps: [PositionQueue]
  private var answers: [Bool]
  private var ends = TimerHeap<(job: UInt64, tries: UInt8, sentAt: MonotonicTime, isAnswered: Bool)>()

  init(_ jobs: Int, over path: SteeredPath, retries: Int = 2, seed: UInt64 = 1, isSteered: Bool = true) {
    (self.path, self.retries, tokens) = (path, retries, path.burst)
    generator = SeededGenerator(seed: seed)
    answers = Array(repeating: true, count: jobs)
    sweeps = Array(repeating: PositionQueue(), count: retries + 1)
    for job in (0..<UInt64(jobs)).shuffled(using: &generator) { sweeps[0].append(job) }
    for job in answers.indices where path.answering < 1 {
      answers[job] = Double.random(in: 0..<1, using: &generator) < path.answering
    }
    while true {
      take()
      let blocked = turn(isSteered)
      if sweeps.allSatisfy(\.isEmpty), ends.count == 0 { break }
      pass(blocked)
    }
    time = Double(now.nanoseconds(since: start)) / 1e9
    slowed = steering.slowed
  }

  private mutating func take() {
    while let end = ends.popDue(now) {
      steering.ended(tries: end.tries, sentAt: end.sentAt, isAnswered: end.isAnswered, now: now)
      if end.isAnswered { continue }
      if Int(end.tries) <= retries {
        sweeps[Int(end.tries)].append(end.job)
      } else if answers[Int(end.job)] {
        wrong += 1
      }
    }
  }

  /// Sends as an engine does, many at one moment; until when it has to wait.
  private mutating func turn(_ isSteered: Bool) -> MonotonicTime? {
    for _ in 0..<128 {
      guard let sweep = sweeps.firstIndex(where: { !$0.isEmpty }) else { return nil }
      if isSteered, let until = steering.wait(now) { return until }
      guard let job = sweeps[sweep].popFirst() else { return nil }
      let tries = UInt8(sweep + 1)
      steering.sent(tries: tries, now: now)
      sent += 1
      lineFree = max(lineFree, now).advanced(byNanoseconds: UInt64(1e9 / path.full))
      let isAnswered = isCarried() && answers[Int(job)] && !isLost() && !isLost()
      ends.add((job, tries, now, isAnswered), due: now.advanced(byNanoseconds: isAnswered ? 500_000 : 100_000_000))
    }
    return nil
  }

  private mutating func isLost() -> Bool { path.loss > 0 && Double.random(in: 0..<1, using: &generator) < path.loss }

  private mutating func isCarried() -> Bool {
    guard let rate = path.carries else { return true }
    let moment = max(lineFree, now)
    tokens = min(path.burst, tokens + Double(moment.nanoseconds(since: tokensAt)) / 1e9 * rate)
    tokensAt = moment
    if tokens < 1 { return false }
    tokens -= 1
    return true
  }

  private mutating func pass(_ blocked: MonotonicTime?) {
    // A thread that sleeps sleeps at least so long.
    let sleep = now.advanced(byNanoseconds: 60_000)
    let nextEnd = max(ends.nextDue ?? .distantFuture, now.advanced(byNanoseconds: 1_000))
    if let blocked {
      now = min(max(blocked, sleep), nextEnd)
    } else if sweeps.allSatisfy(\.isEmpty) {
      now = nextEnd
    } else {
      now = max(lineFree, now.advanced(byNanoseconds: 1_000))
    }
  }
}

@Suite("The rate follows what the path carries")
struct RateSteeringTests {
  private let jobs = 20_000

  @Test("a path that loses nothing costs not a moment, whatever answers", arguments: [1.0, 0.5, 0.0005, 0])
  func clean(_ answering: Double) {
    let path = SteeredPath(answering: answering)
    let (steered, plain) = (SteeredScan(jobs, over: path), SteeredScan(jobs, over: path, isSteered: false))
    #expect(steered.slowed == nil && steered.wrong == 0 && steered.sent == plain.sent)
    // Where some answer and some do not, a few are sent slowly to see.
    #expect(steered.time - plain.time <= (answering == 0.5 ? 0.03 : 0))
  }

  @Test("random loss is no reason to slow down", arguments: [0.01, 0.03, 0.1, 0.2], UInt64(1)...5)
  func randomLoss(_ loss: Double, _ seed: UInt64) {
    let path = SteeredPath(loss: loss)
    let steered = SteeredScan(jobs, over: path, retries: 4, seed: seed)
    let plain = SteeredScan(jobs, over: path, retries: 4, seed: seed, isSteered: false)
    #expect(steered.slowed == nil)
    #expect(steered.time < plain.time + 0.05)
  }

  @Test(
    "a path that drops beyond a rate gets that rate, and everything comes out right",
    arguments: [5_000.0, 20_000, 80_000], [5.0, 100])
  func policer(_ rate: Double, _ burst: Double) {
    let jobs = 65_535
    let path = SteeredPath(carries: rate, burst: burst)
    let steered = SteeredScan(jobs, over: path)
    #expect(SteeredScan(jobs, over: path, isSteered: false).wrong > 5_000)
    #expect(steered.wrong <= (burst < 10 ? 0 : jobs / 1_000))
    #expect(steered.time < 1.25 * Double(jobs) / rate + 0.5)
    #expect(steered.slowed.map { (0.85 * rate...1.05 * rate).contains($0.rate) && $0.cause == .path } == true)
  }

  @Test("so does one that is not much slower than the ceiling of the scan")
  func policerBelowTheCeiling() {
    let path = SteeredPath(carries: 5_000, burst: 50, full: 10_000)
    let steered = SteeredScan(jobs, over: path)
    #expect(steered.wrong == 0 && steered.time < 1.3 * Double(jobs) / 5_000 + 0.5)
  }

  @Test("and one that loses at random besides", arguments: UInt64(1)...3)
  func policerAndLoss(_ seed: UInt64) {
    let jobs = 65_535
    let path = SteeredPath(carries: 20_000, burst: 50, loss: 0.03)
    let steered = SteeredScan(jobs, over: path, retries: 4, seed: seed)
    #expect(steered.wrong <= 30)
    #expect(steered.time < 1.6 * Double(jobs) / 20_000 + 1)
  }

  @Test("a host that limits its answers is no path: that is for the pacing of resends")
  func limitedHost() {
    let steered = SteeredScan(jobs, over: SteeredPath(carries: 200))
    #expect(steered.slowed == nil && steered.time < 2)
  }

  @Test("packets lost by this machine slow it at once, and for a while")
  func lostHere() {
    var steering = RateSteering()
    var now = MonotonicTime(nanoseconds: 1_000_000_000)
    func send(_ milliseconds: Int) {
      for _ in 0..<milliseconds * 50 {
        now = now.advanced(byNanoseconds: 20_000)
        if steering.wait(now) != nil { continue }
        steering.sent(tries: 1, now: now)
        steering.ended(tries: 1, sentAt: now, isAnswered: true, now: now)
      }
    }
    send(200)
    #expect(steering.rate == nil)
    steering.lostHere(.receiving, now: now)
    #expect(steering.rate.map { (30_000...45_000).contains($0) } == true)
    #expect(steering.slowed?.cause == .receiving)
    steering.lostHere(.receiving, now: now)
    #expect(steering.rate.map { $0 > 30_000 } == true, "one loss is not told twice within a tenth of a second")
    send(2_000)
    #expect(steering.rate == nil)
  }
}
