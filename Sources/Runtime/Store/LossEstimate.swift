// SPDX-License-Identifier: GPL-3.0-or-later

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
  func missed(most: Int, passes: Int) -> Double {
    guard answers > 0, silent > 0, most > 1 else { return 0 }
    let lost = chance(most: most, mean: Double(tries) / Double(answers) / Double(max(1, passes)))
    let all = Self.power(lost, most * max(1, passes))
    return min(Double(silent), Double(answers) * all / (1 - all))
  }

  /// The chance that a try is lost: the one under which answers take `mean` tries when there are `most`.
  private func chance(most: Int, mean: Double) -> Double {
    guard mean > 1 else { return 0 }
    var low = 0.0
    var high = 0.999
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if Self.meanTries(middle, most) < mean { low = middle } else { high = middle }
    }
    return low
  }

  /// The mean number of the first try that comes through, given that one of `most` does.
  private static func meanTries(_ lost: Double, _ most: Int) -> Double {
    var weight = 1.0
    var sum = 0.0
    var weights = 0.0
    for number in 1...most {
      sum += Double(number) * weight
      weights += weight
      weight *= lost
    }
    return sum / weights
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

  /// How many answers were lost, over all hosts; 0 unless it is likely that some were.
  func estimateMissed(retries: Int, passes: Int) -> Double {
    var missed = 0.0
    var others = silentLoss
    for tally in tallies.values {
      if silence != nil || tally.loss.answers < Self.enoughAnswers {
        others.add(tally.loss)
      } else {
        missed += tally.loss.missed(most: retries + 1, passes: passes)
      }
    }
    missed += others.missed(most: retries + 1, passes: passes)
    return missed < Self.likely ? 0 : missed
  }
}
