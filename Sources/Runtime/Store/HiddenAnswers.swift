// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// How many answers loss may have hidden: what is expected, how sure that is, and how many there can be at all.
///
/// Their number is taken as distributed by the negative binomial with this mean and variance: a Poisson count whose rate is
/// itself known only so well. Parts add up; the parts of a scan are independent.
struct HiddenAnswers: Hashable {
  /// Their expected number.
  private(set) var expected = 0.0
  /// Its variance, that of the measured loss included.
  private(set) var variance = 0.0
  /// Silent verdicts: no more answers than these can be hidden.
  private(set) var bound: UInt64 = 0
  /// Silent verdicts where loss was not measured at all: none of them may hide an answer, or all.
  private(set) var unmeasured: UInt64 = 0

  init(expected: Double = 0, variance: Double = 0, bound: UInt64 = 0, unmeasured: UInt64 = 0) {
    self.expected = expected
    self.variance = variance
    self.bound = bound
    self.unmeasured = unmeasured
  }

  /// Adds what another part hides.
  mutating func add(_ other: HiddenAnswers) {
    expected += other.expected
    variance += other.variance
    bound += other.bound
    unmeasured += other.unmeasured
  }

  /// Each end is left out with this chance: together an interval of 95 %.
  private static let tail = 0.025
  /// Above it the distribution is normal to within the last digit that a report shows.
  private static let large = 100_000.0

  /// The least and the most, with a confidence of 95 %.
  var interval: (least: Double, most: Double) {
    guard expected > 0 else { return (0, Double(unmeasured)) }
    let (least, most) = expected > Self.large ? normal : counted
    return (max(0, min(least, Double(bound))), min(most, Double(bound)) + Double(unmeasured))
  }

  private var normal: (Double, Double) {
    let width = 1.959964 * max(variance, expected).squareRoot()
    return (expected - width, expected + width)
  }

  /// Both quantiles by adding up chances from 0 on.
  private var counted: (Double, Double) {
    let excess = variance - expected
    let isPoisson = excess < 1e-9 * expected
    let size = isPoisson ? 0 : expected * expected / excess
    let share = isPoisson ? 0 : expected / (size + expected)
    var chance = isPoisson ? -expected : size * log(size / (size + expected))
    var sum = exp(chance)
    var number = 0.0
    var least: Double? = sum > Self.tail ? 0 : nil
    while sum < 1 - Self.tail, number < Double(bound) {
      chance += isPoisson ? log(expected / (number + 1)) : log((number + size) / (number + 1) * share)
      number += 1
      sum += exp(chance)
      if least == nil, sum > Self.tail { least = number }
    }
    return (least ?? number, number)
  }
}
