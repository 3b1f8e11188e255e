// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// How a scan ended, handed to its sink as the last call.
public struct EngineEnd: Hashable, Sendable {
  /// Why a scan came to its end.
  public enum Cause: Hashable, Sendable {
    /// Every job was walked.
    case completed
    /// `stop`, `cancel`, a closed gate or the engine's shutdown.
    case stopped
    /// `ScanWork.deadline` passed.
    case deadline
    /// The gate's packet limit was reached.
    case packetLimit
    /// The engine cannot go on.
    case failed(EngineError)
  }

  /// Why the scan ended.
  public var cause: Cause
  /// Jobs without a verdict.
  public var undecided: UInt64
  /// Probes that the gate refused because their address is out of scope.
  public var refused: UInt64
  /// The first such address.
  public var firstRefused: Address?
  /// Jobs given up because the system would not send, and probes that it did not send because it knew no way or
  /// permitted none; the verdicts of the latter are not trusted.
  public var sendFailures: UInt64
  /// The first of them, where the system said why.
  public var firstFailure: SendFailure?
  /// Why other parts of the scan could not go on, where the engines that share it failed for different reasons.
  public var furtherFailures: [EngineError] = []
  /// Who sent the last ICMP error about a technique's probes, by the technique's number: a router, or a target itself. Kept
  /// where `ScanWork.keepsErrorSenders` says so, and seen by raw packets alone.
  public var errorSenders: [UInt8: Address] = [:]
  /// What went over the wire.
  public var counters: ProbeCounters
  /// What asking answered ports once more told of loss; empty where that is not done.
  public var sample = LossSample()
  /// That it sent more slowly than it might have, and why; the slowest it was.
  public var slowed: SlowedSending?

  /// Makes an end from its parts.
  public init(
    cause: Cause, undecided: UInt64, refused: UInt64 = 0, firstRefused: Address? = nil, sendFailures: UInt64 = 0,
    counters: ProbeCounters = ProbeCounters()
  ) {
    self.cause = cause
    self.undecided = undecided
    self.refused = refused
    self.firstRefused = firstRefused
    self.sendFailures = sendFailures
    self.counters = counters
  }
}

/// A probe that the system did not send.
public struct SendFailure: Hashable, Sendable {
  /// Where it was to go.
  public var target: Address
  /// The errno of the refusal.
  public var code: Int32

  /// The system's words for the refusal.
  public var words: String { SystemCall.message(for: code) }
}

/// Counts of what a scan sent and received.
public struct ProbeCounters: Hashable, Sendable {
  /// Probes sent, resends included. For connections: SYNs, those that the kernel resends included.
  public var sent: UInt64 = 0
  /// Answers received.
  public var received: UInt64 = 0
  /// Probes that were resends.
  public var retransmitted: UInt64 = 0
  /// Jobs found exactly open.
  public var open: UInt64 = 0

  /// Makes counters that are all zero.
  public init() {}

  /// Adds the counts of another part of the same scan.
  public mutating func add(_ other: ProbeCounters) {
    sent += other.sent
    received += other.received
    retransmitted += other.retransmitted
    open += other.open
  }
}
