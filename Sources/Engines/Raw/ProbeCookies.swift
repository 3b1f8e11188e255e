// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// The numbers by which a scan knows the answers to its probes again: a keyed hash of what was asked.
///
/// They stand in the sequence number (and acknowledgment number) of a segment. An answer that does not give them back, as
/// RFC 9293 §3.10.7 has it, is nobody's answer: to forge one without seeing the probe is a guess among 2^32.
struct ProbeCookies: Sendable {
  /// The numbers of one probe.
  struct Pair: Hashable, Sendable {
    var first: UInt32
    var second: UInt32

    /// Both as one.
    var hash: UInt64 { UInt64(first) << 32 | UInt64(second) }
  }

  private let hash: KeyedHash

  /// Numbers under a key.
  init(_ hash: KeyedHash) { self.hash = hash }

  /// The numbers for a port of an address, asked by a technique. The zone does not count.
  @inline(__always)
  func pair(_ target: Address, port: UInt16, technique: UInt8) -> Pair {
    let rest = UInt64(port) << 16 | UInt64(technique) << 8 | UInt64(target.family.rawValue)
    let value = hash(target.high, target.low, rest)
    return Pair(first: UInt32(truncatingIfNeeded: value >> 32), second: UInt32(truncatingIfNeeded: value))
  }

  /// Whether a segment answers a probe with these numbers that had `flags`.
  ///
  /// A segment that acknowledges must acknowledge exactly what was sent: SYN and FIN count for an octet each, data for
  /// theirs (RFC 9293 §3.4, §3.10.7.1). A reset of an acknowledging probe takes its sequence number from there. An opening
  /// from the other side (SYN alone) acknowledges nothing, and is taken when a SYN was sent.
  static func accepts(_ segment: TCPSegment, _ pair: Pair, flags: TCPFlags, length: Int = 0) -> Bool {
    if segment.flags.contains(.ack) {
      let octets = length + (flags.contains(.syn) ? 1 : 0) + (flags.contains(.fin) ? 1 : 0)
      if segment.acknowledgment == pair.first &+ UInt32(octets) { return true }
    }
    if flags.contains(.ack) { return segment.flags.contains(.rst) && segment.sequence == pair.second }
    return segment.flags.isSuperset(of: .syn) && !segment.flags.contains(.ack) && flags.contains(.syn)
  }
}
