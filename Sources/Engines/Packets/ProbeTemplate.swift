// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// What tells one probe of a technique from the next.
struct ProbeMark: Hashable, Sendable {
  /// Where it comes from and goes to.
  var source: Address
  var target: Address
  /// The ports; of an echo request its identifier and sequence number.
  var sourcePort: UInt16
  var targetPort: UInt16
  /// The keyed hash of what is asked: the sequence number of a segment, the identification of a packet.
  var cookie: UInt32
  /// The other half of the hash: the acknowledgment number where the flags have ACK.
  var secondCookie: UInt32

  /// The whole hash: what a datagram bears where its protocol gives it back.
  @inline(__always)
  var hash: UInt64 { UInt64(cookie) << 32 | UInt64(secondCookie) }
}

/// A technique's packet, from the network header on, with everything in it that is the same for all of its probes.
///
/// Per probe only addresses, ports, numbers and checksums are written; the sum of the rest is taken once.
struct ProbeTemplate: Sendable {
  /// The largest packet of a probe.
  static let mostBytes = 1500

  private let send: Technique.Send
  private let ttl: UInt8
  /// The transport header and payload, with zeros where a probe's own values stand.
  private let body: [UInt8]
  private let bodySum: InternetChecksum
  private let carriesAcknowledgment: Bool
  private let next: UInt8
  /// Where a datagram bears the hash, if it does.
  private let echo: EchoedField?

  /// Bytes of the transport part.
  var bodyLength: Int { body.count }

  /// The packet of `technique` for one family. `payload` is what a datagram carries, `echo` where in it the hash stands,
  /// `ttl` the hop limit.
  init(
    _ technique: Technique, family: Address.Family, payload: [UInt8] = [], echo: EchoedField? = nil, ttl: UInt8
  ) {
    send = technique.send
    self.ttl = technique.options.ttl ?? ttl
    let room = Self.mostBytes - (family == .v4 ? IPv4Writer.length : IPv6Writer.length)
    let echo = echo.flatMap { $0.range.upperBound <= min(payload.count, room - 8) ? $0 : nil }
    self.echo = echo
    switch technique.send {
    case .flags(let flags):
      body = Self.segment(flags, family: family, window: technique.options.window, payload: payload, room: room)
      carriesAcknowledgment = flags.contains(.ack)
      next = InternetHeader.Next.tcp
    case .echo:
      body = [family == .v4 ? 8 : 128, 0, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 8)
      carriesAcknowledgment = false
      next = family == .v4 ? InternetHeader.Next.icmp4 : InternetHeader.Next.icmp6
    case .payload, .connect, .neighbour:
      body = [UInt8](repeating: 0, count: 8) + Self.blanked(payload, echo).prefix(room - 8)
      carriesAcknowledgment = false
      next = InternetHeader.Next.udp
    }
    var sum = InternetChecksum()
    body.withUnsafeBytes { sum.add($0) }
    bodySum = sum
  }

  /// The largest segment that fits Ethernet's packets of 1,500 bytes.
  static func segmentSize(_ family: Address.Family) -> UInt16 { family == .v4 ? 1460 : 1440 }

  /// A payload with zeros where a probe's own hash stands.
  private static func blanked(_ payload: [UInt8], _ echo: EchoedField?) -> [UInt8] {
    var payload = payload
    if let echo { for place in echo.range { payload[place] = 0 } }
    return payload
  }

  /// A SYN says how much it takes at once (RFC 9293 §3.7.1), as every real one does.
  private static func segment(
    _ flags: TCPFlags, family: Address.Family, window: UInt16?, payload: [UInt8], room: Int
  ) -> [UInt8] {
    let size = segmentSize(family)
    let options = flags.contains(.syn) ? [2, 4, UInt8(size >> 8), UInt8(size & 0xff)] : []
    let window = window ?? 64_240
    var bytes = [UInt8](repeating: 0, count: 12)
    bytes.append(UInt8((20 + options.count) / 4) << 4)
    bytes.append(flags.rawValue)
    bytes += [UInt8(window >> 8), UInt8(window & 0xff), 0, 0, 0, 0]
    return bytes + options + payload.prefix(room - 20 - options.count)
  }

  /// Writes a probe at `place`, which has room for `mostBytes`, and returns its length.
  @inline(__always)
  func write(_ mark: ProbeMark, to place: UnsafeMutableRawPointer) -> Int {
    let start: Int
    if let source = mark.source.v4, let target = mark.target.v4 {
      start = IPv4Writer.length
      IPv4Writer.write(
        source: source, target: target, next: next, ttl: ttl, identification: UInt16(truncatingIfNeeded: mark.cookie),
        length: body.count, to: place)
    } else {
      start = IPv6Writer.length
      IPv6Writer.write(
        source: mark.source, target: mark.target, next: next, ttl: ttl, label: mark.cookie, length: body.count,
        to: place)
    }
    let transport = place + start
    body.withUnsafeBytes { bytes in
      if let base = bytes.baseAddress { transport.copyMemory(from: base, byteCount: bytes.count) }
    }
    switch send {
    case .flags: finishSegment(mark, transport)
    case .echo: finishEcho(mark, transport)
    case .payload, .connect, .neighbour: finishDatagram(mark, transport)
    }
    return start + body.count
  }

  /// The sum of everything but what the caller still writes.
  @inline(__always)
  private func sum(_ mark: ProbeMark) -> InternetChecksum {
    var sum = bodySum
    sum.add(mark.source)
    sum.add(mark.target)
    sum.add(UInt32(truncatingIfNeeded: body.count))
    sum.add(UInt16(next))
    return sum
  }

  @inline(__always)
  private func finishSegment(_ mark: ProbeMark, _ place: UnsafeMutableRawPointer) {
    let ports = UInt32(mark.sourcePort) << 16 | UInt32(mark.targetPort)
    let acknowledgment = carriesAcknowledgment ? mark.secondCookie : 0
    var sum = sum(mark)
    sum.add(ports)
    sum.add(mark.cookie)
    sum.add(acknowledgment)
    place.storeBytes(of: ports.bigEndian, as: UInt32.self)
    place.storeBytes(of: mark.cookie.bigEndian, toByteOffset: 4, as: UInt32.self)
    place.storeBytes(of: acknowledgment.bigEndian, toByteOffset: 8, as: UInt32.self)
    place.storeBytes(of: sum.value.bigEndian, toByteOffset: 16, as: UInt16.self)
  }

  @inline(__always)
  private func finishDatagram(_ mark: ProbeMark, _ place: UnsafeMutableRawPointer) {
    let ports = UInt32(mark.sourcePort) << 16 | UInt32(mark.targetPort)
    let length = UInt16(truncatingIfNeeded: body.count)
    var sum = sum(mark)
    sum.add(ports)
    sum.add(length)
    if let echo { echo.write(mark.hash, to: place + 8, &sum) }
    place.storeBytes(of: ports.bigEndian, as: UInt32.self)
    place.storeBytes(of: length.bigEndian, toByteOffset: 4, as: UInt16.self)
    // A sum of zero is sent as all ones: zero says that there is none (RFC 768).
    let value = sum.value == 0 ? 0xffff : sum.value
    place.storeBytes(of: value.bigEndian, toByteOffset: 6, as: UInt16.self)
  }

  @inline(__always)
  private func finishEcho(_ mark: ProbeMark, _ place: UnsafeMutableRawPointer) {
    // ICMP sums its own bytes alone, ICMPv6 the pseudo header as well.
    var sum = mark.target.isV4 ? bodySum : sum(mark)
    let names = UInt32(mark.sourcePort) << 16 | UInt32(mark.targetPort)
    sum.add(names)
    sum.add(mark.cookie)
    sum.add(mark.secondCookie)
    place.storeBytes(of: names.bigEndian, toByteOffset: 4, as: UInt32.self)
    place.storeBytes(of: mark.cookie.bigEndian, toByteOffset: 8, as: UInt32.self)
    place.storeBytes(of: mark.secondCookie.bigEndian, toByteOffset: 12, as: UInt32.self)
    place.storeBytes(of: sum.value.bigEndian, toByteOffset: 2, as: UInt16.self)
  }
}
