// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// The rule of a packet rate as virtual scheduling (the generic cell rate algorithm, ITU-T I.371 Annex A).
///
/// Each packet has a due time one interval after its predecessor's; it may leave early by at most the tolerance, which
/// lets a burst of 4 ms worth of packets (at least one) out at once. 5 ms worth may be on the wire: between the gate and
/// the wire lies the time in which a batch is written and handed over. Arithmetic is exact: no drift at any rate.
struct Pacing: Hashable, Sendable {
  /// What the rule remembers between packets; all zero means "idle for ever".
  struct State: Hashable, Sendable {
    /// When the next packet is due, in nanoseconds of the monotonic clock.
    var due: UInt64 = 0
    /// Parts of a nanosecond beyond `due`, in units of 1 / packets per rate unit.
    var phase: UInt64 = 0
  }

  /// Whole nanoseconds from packet to packet.
  private let interval: UInt64
  /// What is left of a rate unit after whole nanoseconds, spread over `divisor` packets.
  private let remainder: UInt64
  /// Packets per rate unit; 0 stands for "never".
  private let divisor: UInt64
  /// Most packets at once.
  let burst: UInt64

  /// The rule of `rate`; a rate of 0 never lets anything through.
  init(_ rate: Rate) {
    let unit = Self.nanoseconds(of: rate.per)
    divisor = rate.count > 0 ? UInt64(rate.count) : 0
    interval = divisor > 0 ? unit / divisor : 0
    remainder = divisor > 0 ? unit % divisor : 0
    let packets = UInt128(divisor) * 4_000_000 / UInt128(unit)
    burst = max(1, UInt64(clamping: packets))
  }

  /// When `packets` more may leave; `nil` when they may now.
  func wait(for packets: UInt64, in state: State, now: UInt64) -> UInt64? {
    if divisor == 0 { return .max }
    // More than a burst at once is let through when the bucket is full.
    let ahead = min(packets, burst)
    let early = duration(of: burst - ahead)
    if state.due <= now &+ early { return nil }
    return state.due - early
  }

  /// Counts `packets` that leave now.
  func take(_ packets: UInt64, from state: inout State, now: UInt64) {
    if state.due < now { state = State(due: now, phase: 0) }
    let parts = state.phase + remainder.multipliedClamping(by: packets)
    state.due = state.due.addingClamping(interval.multipliedClamping(by: packets))
    guard divisor > 0 else { return }
    state.due = state.due.addingClamping(parts / divisor)
    state.phase = parts % divisor
  }

  /// Takes back `packets` that did not leave after all.
  func giveBack(_ packets: UInt64, to state: inout State) {
    let distance = duration(of: packets)
    state.due = state.due > distance ? state.due - distance : 0
  }

  /// Nanoseconds that so many packets take, rounded down.
  private func duration(of packets: UInt64) -> UInt64 {
    let whole = interval.multipliedClamping(by: packets)
    guard divisor > 0 else { return whole }
    return whole.addingClamping(remainder.multipliedClamping(by: packets) / divisor)
  }

  private static func nanoseconds(of unit: Rate.Unit) -> UInt64 {
    switch unit {
    case .second: 1_000_000_000
    case .minute: 60_000_000_000
    case .hour: 3_600_000_000_000
    }
  }
}
