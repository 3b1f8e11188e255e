// SPDX-License-Identifier: GPL-3.0-or-later

/// What came back for a probe, as a technique's table reads it. Plain data.
@frozen
public enum Answer: Hashable, Sendable {
  /// A TCP segment to a probe that was sent raw. `length` is the number of bytes of its payload.
  case tcp(flags: TCPFlags, window: UInt16, ttl: UInt8, length: Int)
  /// A datagram from the probed port. `length` is the number of bytes of its payload.
  case reply(length: Int, ttl: UInt8)
  /// A connection attempt succeeded.
  case accepted
  /// A connection attempt was refused.
  case refused
  /// An ICMP error that quotes the probe; the kind after `UnreachableKind.judged(fromTarget:)`.
  case unreachable(UnreachableKind)
  /// Nothing, after all tries.
  case silence
}

/// The answers that an arm of a technique takes.
public enum AnswerPattern: Hashable, Sendable {
  /// A TCP segment with at least these flags.
  case flags(TCPFlags)
  /// A datagram.
  case reply
  /// A connection was made.
  case accepted
  /// A connection was refused.
  case refused
  /// An ICMP error of one of these kinds; of any kind when there is none.
  case unreachable([UnreachableKind])
  /// No answer.
  case silence

  /// True when the pattern takes the answer.
  public func matches(_ answer: Answer) -> Bool {
    switch (self, answer) {
    case (.flags(let wanted), .tcp(let flags, _, _, _)): flags.isSuperset(of: wanted)
    case (.reply, .reply), (.accepted, .accepted), (.refused, .refused), (.silence, .silence): true
    case (.unreachable(let kinds), .unreachable(let kind)): kinds.isEmpty || kinds.contains(kind)
    default: false
    }
  }

  /// True when every answer that `other` takes is one that this pattern takes.
  public func covers(_ other: AnswerPattern) -> Bool {
    switch (self, other) {
    case (.flags(let wanted), .flags(let more)): more.isSuperset(of: wanted)
    case (.reply, .reply), (.accepted, .accepted), (.refused, .refused), (.silence, .silence): true
    case (.unreachable(let kinds), .unreachable(let others)):
      kinds.isEmpty || (!others.isEmpty && others.allSatisfy(kinds.contains))
    default: false
    }
  }
}

extension AnswerPattern: CustomStringConvertible {
  /// The pattern as a technique writes it: `SYN|ACK`, `unreachable(port, admin)`.
  public var description: String {
    switch self {
    case .flags(let flags): flags.description
    case .reply: "reply"
    case .accepted: "accepted"
    case .refused: "refused"
    case .unreachable(let kinds):
      kinds.isEmpty ? "unreachable" : "unreachable(\(kinds.map(\.description).joined(separator: ", ")))"
    case .silence: "silence"
    }
  }
}
