// SPDX-License-Identifier: GPL-3.0-or-later

/// A snapshot of a running scan; the numbers may lag a few milliseconds behind.
public struct ScanProgress: Hashable, Sendable {
  /// Jobs that are finished with: decided, refused, skipped or given up.
  public var done: UInt64
  /// Jobs in all.
  public var total: UInt64
  /// Probes sent, resends included.
  public var sent: UInt64
  /// Answers received.
  public var received: UInt64
  /// Probes that were resends.
  public var retransmitted: UInt64
  /// Jobs found exactly open.
  public var open: UInt64
  /// Probes that wait for an answer now.
  public var inFlight: UInt64
  /// The rate that it has slowed down to, in packets a second; nil where nothing is lost that a lower rate would bring.
  public var slowedTo: Double?

  /// Makes a snapshot; everything but the total starts at zero.
  public init(
    total: UInt64, done: UInt64 = 0, sent: UInt64 = 0, received: UInt64 = 0, retransmitted: UInt64 = 0,
    open: UInt64 = 0, inFlight: UInt64 = 0, slowedTo: Double? = nil
  ) {
    self.total = total
    self.done = done
    self.sent = sent
    self.received = received
    self.retransmitted = retransmitted
    self.open = open
    self.inFlight = inFlight
    self.slowedTo = slowedTo
  }
}
