// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// An answer as a technique's table reads it, and what the packet shows beside.
struct RawAnswer {
  var answer: Answer
  var reason: Reason
  var evidence: SegmentEvidence
  /// Whether the target itself sent it.
  var isFromTarget: Bool
}
