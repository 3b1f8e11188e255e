// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// A packet that may answer a probe, read as far as a prober needs it. Any bytes at all may be given to it.
struct ReceivedPacket {
  /// What it carries.
  enum Body {
    case segment(TCPSegment)
    /// A datagram: ports and bytes of payload.
    case datagram(sourcePort: UInt16, targetPort: UInt16, length: Int)
    case icmp(ICMPMessage)
  }

  /// The addresses and what is left of its time to live.
  var header: InternetHeader
  var body: Body
  /// Payload of a datagram or echo reply, options of a segment: what was received of it.
  var rest: PacketBytes

  /// Reads a packet from its network header on; nil when it cannot answer a probe, or its checksum is wrong.
  ///
  /// `isTrusted` says that the sums need no look: the kernel has checked them, or its sender is a kernel on this machine
  /// that leaves them to hardware.
  init?(_ bytes: PacketBytes, isTrusted: Bool) {
    guard let header = InternetHeader(bytes),
      let payload = bytes.from(header.payloadStart, length: header.payloadLength)
    else { return nil }
    guard isTrusted || Self.isWhole(payload, header) else { return nil }
    self.header = header
    switch header.next {
    case InternetHeader.Next.tcp:
      guard let segment = TCPSegment(payload, stated: header.payloadLength),
        let options = payload.from(20, length: segment.options.count)
      else { return nil }
      (body, rest) = (.segment(segment), options)
    case InternetHeader.Next.udp:
      guard let source = payload.word(0), let target = payload.word(2), let stated = payload.word(4),
        Int(stated) >= 8, Int(stated) <= header.payloadLength || header.isFragment,
        let data = payload.from(8, length: Int(stated) - 8)
      else { return nil }
      (body, rest) = (.datagram(sourcePort: source, targetPort: target, length: Int(stated) - 8), data)
    case InternetHeader.Next.icmp4 where header.source.isV4, InternetHeader.Next.icmp6 where header.source.isV6:
      guard let message = ICMPMessage(payload, family: header.source.family), let data = payload.from(8) else {
        return nil
      }
      (body, rest) = (.icmp(message), data)
    default: return nil
    }
  }

  /// Whether the checksum is right. A packet of which only the beginning was received cannot be checked and is taken; so is
  /// the first of several fragments.
  private static func isWhole(_ payload: PacketBytes, _ header: InternetHeader) -> Bool {
    guard payload.count == header.payloadLength, !header.isFragment else { return true }
    switch header.next {
    case InternetHeader.Next.icmp4:
      var sum = InternetChecksum()
      sum.add(payload.raw)
      return sum.isWhole
    case InternetHeader.Next.udp where payload.word(6) == 0 && header.source.isV4: return true
    case InternetHeader.Next.tcp, InternetHeader.Next.udp, InternetHeader.Next.icmp6:
      var sum = InternetChecksum.pseudoHeader(
        source: header.source, target: header.target, next: header.next, length: header.payloadLength)
      sum.add(payload.raw)
      return sum.isWhole
    default: return true
    }
  }
}
