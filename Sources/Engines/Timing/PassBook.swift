// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Asks decided jobs again until enough passes have an opinion, and joins the opinions.
///
/// Where passes differ the state is the union of what they saw, and the verdict is not trusted; its evidence is that of
/// the first pass that brought an answer, since silence shows nothing. Only jobs between two passes are remembered.
struct PassBook: Sendable {
  private struct Record: Sendable {
    var joined: Observation
    var passes: Int
  }

  private let passes: Int
  private var records: [UInt64: Record] = [:]

  /// Asks for `passes` opinions, at least one.
  init(passes: Int) {
    self.passes = max(1, passes)
  }

  /// Takes in one pass's verdict: the final verdict, or `nil` when the job must be asked again.
  mutating func conclude(_ observation: Observation, position: UInt64) -> Observation? {
    if passes == 1 { return observation }
    var record = records[position] ?? Record(joined: observation, passes: 0)
    if record.passes > 0 { record.joined = Self.join(record.joined, observation) }
    record.passes += 1
    if record.passes >= passes {
      records[position] = nil
      return record.joined
    }
    records[position] = record
    return nil
  }

  private static func join(_ earlier: Observation, _ later: Observation) -> Observation {
    var joined = earlier.rtt < 0 && later.rtt >= 0 ? later : earlier
    joined.tries = UInt8(clamping: Int(earlier.tries) + Int(later.tries))
    joined.trusted = earlier.trusted && later.trusted && earlier.state == later.state
    joined.state = earlier.state.union(later.state)
    return joined
  }
}
