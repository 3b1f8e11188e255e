// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import ScanRuntime

/// Answers that were lost, told from the tries of those that came.
struct LossEstimateTests {
  /// Asks `ports` ports that all answer, each try lost with chance `loss`, and as many that never do.
  private static func sample(ports: Int, loss: Double, most: Int, seed: UInt64) -> (LossEstimate, lost: Int) {
    var generator = SeededGenerator(seed: seed)
    var estimate = LossEstimate()
    var lost = 0
    for _ in 0..<ports {
      let first = (1...most).first { _ in Double.random(in: 0..<1, using: &generator) >= loss }
      estimate.add(isAnswered: first != nil, tries: UInt8(first ?? most))
      if first == nil { lost += 1 }
      estimate.add(isAnswered: false, tries: UInt8(most))
    }
    return (estimate, lost)
  }

  @Test(arguments: [0.05, 0.2, 0.36, 0.5]) func nearTheTruth(_ loss: Double) {
    let (estimate, lost) = Self.sample(ports: 20_000, loss: loss, most: 3, seed: 7)
    let guess = estimate.missed(most: 3, passes: 1)
    #expect(abs(guess - Double(lost)) < 0.15 * Double(lost) + 5, "\(guess) of \(lost)")
  }

  @Test func noLossNoMissing() {
    let (estimate, lost) = Self.sample(ports: 1000, loss: 0, most: 3, seed: 1)
    #expect(lost == 0 && estimate.missed(most: 3, passes: 1) == 0)
  }

  @Test func oneTryMeasuresNothing() {
    let (estimate, lost) = Self.sample(ports: 1000, loss: 0.3, most: 1, seed: 1)
    #expect(lost > 200 && estimate.missed(most: 1, passes: 1) == 0)
  }

  @Test func noMoreThanWereSilent() {
    var estimate = LossEstimate()
    for _ in 0..<100 { estimate.add(isAnswered: true, tries: 3) }
    estimate.add(isAnswered: false, tries: 3)
    #expect(estimate.missed(most: 3, passes: 1) == 1)
  }

  @Test func moreTriesMissLess() {
    let (estimate, _) = Self.sample(ports: 1000, loss: 0.3, most: 3, seed: 3)
    #expect(estimate.missed(most: 3, passes: 2) < estimate.missed(most: 3, passes: 1))
  }
}
