// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Engines

@Suite("Answered ports asked once more")
struct LossSamplingTests {
  private func scan(_ count: UInt64, retries: Int = 0, samplesLoss: Bool = true) -> HandDrivenScan {
    HandDrivenScan(
      ProbeScheduler(
        count: count, hosts: 1, retries: retries, ceiling: .milliseconds(100), samplesLoss: samplesLoss))
  }

  @Test("each at most once, every 32nd job one, and every job still has one verdict")
  func once() {
    var scan = scan(3_200)
    scan.run { _, _ in 1_000 }
    #expect(scan.sends.values.filter { $0 == 2 }.count == 100)
    #expect(scan.sends.values.allSatisfy { $0 <= 2 } && scan.answered.count == 3_200 && scan.silent.isEmpty)
    #expect(scan.scheduler.sample == LossSample(asked: 100, lost: 0))
  }

  @Test("answers that come after the walk are sampled too")
  func late() {
    var scan = scan(320)
    scan.run { _, _ in 50_000_000 }
    #expect(scan.scheduler.sample == LossSample(asked: 10, lost: 0))
  }

  @Test("what stays silent the second time was lost, and its job keeps its verdict")
  func lost() {
    var scan = scan(3_200)
    scan.run { _, tries in tries == 1 ? 1_000 : nil }
    #expect(scan.scheduler.sample == LossSample(asked: 100, lost: 100))
    #expect(scan.answered.count == 3_200 && scan.silent.isEmpty)
  }

  @Test("nobody who was silent is asked again, and nobody where resends or the caller say so")
  func none() {
    var silent = scan(3_200)
    silent.run { _, _ in nil }
    #expect(silent.sends.values.allSatisfy { $0 == 1 } && silent.silent.count == 3_200)
    for scan in [scan(3_200, retries: 1), scan(3_200, samplesLoss: false)] {
      var scan = scan
      scan.run { _, _ in 1_000 }
      #expect(scan.sends.values.allSatisfy { $0 == 1 } && scan.scheduler.sample == LossSample())
    }
  }

  @Test(
    "never more than a plan counts with", arguments: [1, 31, 32, 1_000, 65_535, 65_536, 70_000, 1 << 20] as [UInt64])
  func bounded(_ count: UInt64) {
    var sampling = LossSampling(count: count)
    for position in 0..<min(count, 4_096) { sampling.answered(position) }
    var asked: UInt64 = 0
    for walked in 0...count { if sampling.next(walked: walked) != nil { asked += 1 } }
    #expect(asked == LossSampling.most(ofJobs: count))
    #expect(LossSampling.most(ofJobs: count) <= min(count / 32, 2_048))
  }
}
