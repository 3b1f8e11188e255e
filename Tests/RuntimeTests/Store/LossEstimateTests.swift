// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
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

  /// How often the number that was lost lay within the stated interval in 200 scans, and how wide that was on average.
  private static func inside(ports: Int, loss: Double, most: Int) -> (inside: Int, width: Double) {
    var inside = 0
    var width = 0.0
    for seed in 1...200 as ClosedRange<UInt64> {
      let (estimate, lost) = sample(ports: ports, loss: loss, most: most, seed: seed)
      let (least, most) = estimate.hidden(most: most, passes: 1).interval
      if least <= Double(lost), Double(lost) <= most { inside += 1 }
      width += (most - least) / 200
    }
    return (inside, width)
  }

  @Test(
    "the truth lies within the interval in 95 % of the scans",
    arguments: [0.01, 0.02, 0.06, 0.19, 0.4], [2, 3, 5])
  func intervals(_ loss: Double, _ most: Int) {
    let (inside, width) = Self.inside(ports: 500, loss: loss, most: most)
    // 190 of 200 are wanted; chance alone may take two standard deviations, 6.
    #expect(inside >= 184, "\(inside) of 200")
    // Twice the spread of a count, and of a loss known to 1 / sqrt(resends) that enters `most` times.
    let expected = 500 * (0..<most).reduce(1.0) { product, _ in product * loss }
    let relative = (1 / max(expected, 0.1) + Double(most * most) / (500 * loss)).squareRoot()
    #expect(width <= 4 * max(expected, 0.5) * relative * 2 + 3, "\(width)")
  }

  @Test("few ports: what was not seen at all is not stated, and that is wrong seldom", arguments: [0.01, 0.06, 0.19])
  func fewPorts(_ loss: Double) {
    for ports in [5, 20, 60] {
      #expect(Self.inside(ports: ports, loss: loss, most: 3).inside >= 184)
    }
  }

  @Test("a single try: the sample tells", arguments: [0.0, 0.01, 0.02, 0.06, 0.19])
  func sampled(_ loss: Double) {
    var inside = 0
    for seed in 1...200 as ClosedRange<UInt64> {
      let (estimate, lost) = Self.sample(ports: 1_000, loss: loss, most: 1, seed: seed)
      var generator = SeededGenerator(seed: seed + 1_000)
      var sample = LossSample()
      for _ in 0..<500 {
        sample.add(LossSample(asked: 1, lost: Double.random(in: 0..<1, using: &generator) < loss ? 1 : 0))
      }
      let (least, most) = estimate.hidden(most: 1, passes: 1, sample: sample).interval
      if least <= Double(lost), Double(lost) <= most { inside += 1 }
    }
    #expect(inside >= 184, "\(inside) of 200")
  }

  @Test func withoutSampleNothingIsKnown() {
    let (estimate, _) = Self.sample(ports: 1000, loss: 0.3, most: 1, seed: 1)
    let hidden = estimate.hidden(most: 1, passes: 1)
    #expect(hidden.interval == (0, Double(estimate.silent)) && hidden.unmeasured == estimate.silent)
  }

  @Test("the point estimate of a sample is its share") func sampledMissed() {
    var estimate = LossEstimate()
    for _ in 0..<900 { estimate.add(isAnswered: true, tries: 1) }
    for _ in 0..<500 { estimate.add(isAnswered: false, tries: 1) }
    #expect(abs(estimate.missed(sample: LossSample(asked: 100, lost: 10), passes: 1) - 100) < 1e-9)
    #expect(estimate.missed(sample: LossSample(asked: 100, lost: 0), passes: 1) == 0)
  }
}
