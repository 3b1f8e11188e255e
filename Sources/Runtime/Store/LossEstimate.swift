// SPDX-License-Identifier: GPL-3.0-or-later
import Engines

/// What the tries that answers took say about packets lost on the way, and so about answers that never came.
///
/// A try is lost, there or back, with a chance p. Of the ports that would answer, those do whose n-th try comes through
/// for some n up to T: the mean number of tries of the answers tells p, and p^T / (1 - p^T) answers are missing for each
/// that came. With one try alone nothing is measured, and nothing is claimed.
struct LossEstimate: Hashable {
  /// Answers that came.
  private(set) var answers: UInt64 = 0
  /// The tries that they took, together.
  private(set) var tries: UInt64 = 0
  /// Verdicts that rest on silence: no more answers than these can be missing.
  private(set) var silent: UInt64 = 0

  /// Takes in a verdict; `tries` counts the one that was answered.
  mutating func add(isAnswered: Bool, tries count: UInt8) {
    if isAnswered {
      answers += 1
      tries += UInt64(max(1, count))
    } else {
      silent += 1
    }
  }

  /// Adds the verdicts of another estimate.
  mutating func add(_ other: LossEstimate) {
    answers += other.answers
    tries += other.tries
    silent += other.silent
  }

  /// How many of the silent verdicts are answers that were lost, when silence is believed after `most` tries in each of
  /// `passes` passes.
  func missed(most: Int, passes: Int) -> Double { hidden(most: most, passes: passes).expected }

  /// How many of the silent verdicts may be answers that were lost. With a single try `sample` tells the loss, if there
  /// is one. Where nothing at all was answered, or nothing only at a resend, no loss was seen, and none is reckoned with.
  func hidden(most: Int, passes: Int, sample: LossSample = LossSample()) -> HiddenAnswers {
    guard silent > 0 else { return HiddenAnswers() }
    let passes = max(1, passes)
    guard most > 1 else {
      guard sample.asked > 0 else { return HiddenAnswers(unmeasured: silent) }
      return hidden(
        lost: sample.chance, relativeVariance: sample.relativeVariance, exponent: passes)
    }
    guard answers > 0, tries > answers * UInt64(passes) else { return HiddenAnswers(bound: silent) }
    // The tries of an answer are an exponential family in log p: one answer tells as much of log p as its tries vary.
    let lost = chance(most: most, passes: passes)
    let information = Double(answers) * Double(passes) * Self.tries(lost, most).variance
    return hidden(lost: lost, relativeVariance: 1 / information, exponent: most * passes)
  }

  /// What a loss of `lost` a try, known so well, hides when silence is believed after `exponent` tries: the failures
  /// before each success, and what the uncertainty of the loss adds to their variance.
  private func hidden(lost: Double, relativeVariance: Double, exponent: Int) -> HiddenAnswers {
    let all = Self.power(lost, exponent)
    let expected = Double(answers) * all / (1 - all)
    let slope = Double(exponent) / (1 - all)
    let variance = expected / (1 - all) + expected * expected * slope * slope * relativeVariance
    return HiddenAnswers(expected: min(Double(silent), expected), variance: variance, bound: silent)
  }

  /// How many of the silent verdicts of a single try are answers that were lost, as far as the sample tells.
  func missed(sample: LossSample, passes: Int) -> Double {
    guard sample.lost > 0, sample.asked > sample.lost else { return 0 }
    let all = Self.power(Double(sample.lost) / Double(sample.asked), max(1, passes))
    return min(Double(silent), Double(answers) * all / (1 - all))
  }

  /// The chance that a try is lost: the one under which answers take as many tries as they did when there are `most`.
  private func chance(most: Int, passes: Int) -> Double {
    let mean = Double(tries) / Double(answers) / Double(max(1, passes))
    guard mean > 1 else { return 0 }
    var low = 0.0
    var high = 0.999
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if Self.tries(middle, most).mean < mean { low = middle } else { high = middle }
    }
    return low
  }

  /// The number of the first try that comes through, given that one of `most` does.
  private static func tries(_ lost: Double, _ most: Int) -> (mean: Double, variance: Double) {
    var weight = 1.0
    var sum = 0.0
    var squares = 0.0
    var weights = 0.0
    for number in 1...most {
      sum += Double(number) * weight
      squares += Double(number * number) * weight
      weights += weight
      weight *= lost
    }
    let mean = sum / weights
    return (mean, squares / weights - mean * mean)
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<exponent { result *= base }
    return result
  }
}

extension ScanResults {
  /// A host with fewer answers than this says too little about its own way; those are taken together, and all hosts are
  /// where silence is not counted by host.
  private static let enoughAnswers: UInt64 = 30

  /// As long as fewer are expected, it is likelier that none was missed.
  private static let likely = 0.5

  /// How many answers were lost, over all hosts, 0 unless it is likely that some were; and how many may have been.
  func estimateLoss(retries: Int, passes: Int, sample: LossSample) -> (missed: Double, hidden: HiddenAnswers) {
    let ways = ways
    let missed =
      retries == 0
      ? ways.reduce(0) { $0 + $1.missed(sample: sample, passes: passes) }
      : ways.reduce(0) { $0 + $1.missed(most: retries + 1, passes: passes) }
    // The sample knows no hosts, so that what it tells is told of all together.
    let parts = retries == 0 ? [ways.reduce(into: LossEstimate()) { $0.add($1) }] : ways
    let hidden = parts.reduce(into: HiddenAnswers()) {
      $0.add($1.hidden(most: retries + 1, passes: passes, sample: sample))
    }
    return (missed < Self.likely ? 0 : missed, hidden)
  }

  /// What each way tells: hosts with enough answers for themselves, the others together.
  private var ways: [LossEstimate] {
    var ways: [LossEstimate] = []
    var others = silentLoss
    for loss in lossesByAddress() {
      if silence != nil || loss.answers < Self.enoughAnswers {
        others.add(loss)
      } else {
        ways.append(loss)
      }
    }
    return ways + [others]
  }
}
