// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// The verdict on one job: the state that its technique's table read from the answer, and the evidence.
///
/// A scan reports each decided job once. Silence becomes an observation only after all resends.
public struct Observation: Hashable, Sendable {
  /// `ProbeJob.index` of the job.
  public var index: UInt64
  /// The probed address.
  public var target: Address
  /// Round-trip time of the answer in microseconds; -1 when there was none.
  public var rtt: Int32
  /// The probed port.
  public var port: UInt16
  /// Window field of a TCP answer, 0 when unknown; with the reason `otherPort` the port that a datagram came from.
  public var window: UInt16
  /// Index of the technique in `ScanWork.techniques`.
  public var technique: UInt8
  /// The port's state.
  public var state: PortState
  /// What the state rests on.
  public var reason: Reason
  /// Time to live of the answer; 0 when unknown.
  public var ttl: UInt8
  /// How many probes were sent, the answered one included.
  public var tries: UInt8
  /// Flags of a TCP answer; empty when unknown.
  public var flags: TCPFlags
  /// Options of a TCP answer.
  public var options: TCPOptions
  /// Whether the verdict can be relied on: false when passes disagreed, a probe could not be sent, or the
  /// wait for an answer was cut short.
  public var trusted: Bool
  /// Whether the target itself sent the answer, which shows that it is up; routers in between can send ICMP errors too.
  public var isFromTarget: Bool

  /// Makes an observation of `job`. Where nobody knows who sent the answer, its reason says what can be said of that.
  public init(
    job: ProbeJob, state: PortState, reason: Reason, ttl: UInt8 = 0, tries: UInt8, rtt: Int32 = -1,
    trusted: Bool = true, flags: TCPFlags = [], window: UInt16 = 0, options: TCPOptions = .none,
    isFromTarget: Bool? = nil
  ) {
    index = job.index
    target = job.target
    port = job.port
    technique = job.technique
    self.state = state
    self.reason = reason
    self.ttl = ttl
    self.tries = tries
    self.rtt = rtt
    self.trusted = trusted
    self.flags = flags
    self.window = window
    self.options = options
    self.isFromTarget = isFromTarget ?? reason.comesFromTarget
  }
}
