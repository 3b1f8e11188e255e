// SPDX-License-Identifier: GPL-3.0-or-later

/// Which answered ports are asked once more, only to see how much is lost on the way.
///
/// Where each port is asked once, nothing that a scan hears tells what it did not hear. So ports that answered are asked a
/// second time while the walk goes on: each at most once, and at most one for every 32 jobs and 2,048 in all, which are
/// spread over the walk. 2,048 without a loss show that fewer than 0.13 % are lost.
public struct LossSampling: Sendable {
  private static let leastInterval: UInt64 = 32
  private static let mostSamples: UInt64 = 2_048

  /// The most packets that a scan of so many jobs sends for this, if it does.
  public static func most(ofJobs jobs: UInt64) -> UInt64 { min(jobs / leastInterval, mostSamples) }

  /// Jobs from one sample to the next.
  private let interval: UInt64
  private var left: UInt64
  private var begun: UInt64 = 0
  private var known: [UInt64] = []
  /// What became of them so far.
  private(set) var outcome = LossSample()

  /// Samples of a scan of `count` jobs.
  init(count: UInt64) {
    left = Self.most(ofJobs: count)
    interval = max(Self.leastInterval, count / max(1, left))
  }

  /// Takes in a position whose job was answered.
  mutating func answered(_ position: UInt64) {
    if UInt64(known.count) < left { known.append(position) }
  }

  /// A position to be asked once more now that `walked` jobs have been handed out.
  mutating func next(walked: UInt64) -> UInt64? {
    guard left > 0, walked / interval > begun, let position = known.popLast() else { return nil }
    begun += 1
    left -= 1
    return position
  }

  /// Takes in what became of a sample.
  mutating func ended(isLost: Bool) { outcome.add(LossSample(asked: 1, lost: isLost ? 1 : 0)) }

  /// Asks for no more.
  mutating func stop() { left = 0 }
}
