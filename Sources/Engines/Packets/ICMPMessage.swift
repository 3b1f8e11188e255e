// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// What an ICMP (RFC 792) or ICMPv6 (RFC 4443) message says to a prober.
enum ICMPMessage: Hashable, Sendable {
  /// An echo request is answered.
  case echoReply(identifier: UInt16, sequence: UInt16)
  /// Something did not get through, and the beginning of it.
  case error(kind: UnreachableKind, reason: Reason, quoted: QuotedProbe)
  /// A neighbour says where it is (RFC 4861 §4.4); the link-layer address when it names one.
  case neighbourAdvertisement(target: Address, hardware: HardwareAddress?)

  /// Reads the message that `bytes` hold; nil for all others, and for those that quote nothing that can be read.
  init?(_ bytes: PacketBytes, family: Address.Family) {
    guard let type = bytes.byte(0), let code = bytes.byte(1) else { return nil }
    switch (family, type) {
    case (.v4, 0), (.v6, 129):
      guard let identifier = bytes.word(4), let sequence = bytes.word(6) else { return nil }
      self = .echoReply(identifier: identifier, sequence: sequence)
    case (.v6, 136):
      guard let target = bytes.address(8, .v6) else { return nil }
      self = .neighbourAdvertisement(target: target, hardware: Self.targetHardware(bytes))
    default:
      let meaning =
        family == .v4
        ? UnreachableKind.icmp4(type: type, code: code) : UnreachableKind.icmp6(type: type, code: code)
      guard let meaning, let rest = bytes.from(8), let quoted = QuotedProbe(rest),
        quoted.header.target.family == family
      else { return nil }
      self = .error(kind: meaning.kind, reason: meaning.reason, quoted: quoted)
    }
  }

  /// The option "target link-layer address" (RFC 4861 §4.6.1).
  private static func targetHardware(_ bytes: PacketBytes) -> HardwareAddress? {
    var place = 24
    while let type = bytes.byte(place), let units = bytes.byte(place + 1), units > 0 {
      if type == 2, units == 1 { return HardwareAddress(bytes, at: place + 2) }
      place += Int(units) * 8
    }
    return nil
  }
}

/// The beginning of a probe that an ICMP error gives back: at least its addresses and first eight bytes of payload
/// (RFC 792; RFC 4443 §2.4 gives back more).
struct QuotedProbe: Hashable, Sendable {
  /// The addresses and protocol of the probe.
  var header: InternetHeader
  /// Its source port; the identifier of an echo request.
  var sourcePort: UInt16
  /// The port that was asked; the sequence number of an echo request.
  var targetPort: UInt16
  /// Bytes 4 to 7 of its payload: the sequence number of a TCP segment.
  var sequence: UInt32

  /// Reads what is given back; nil when it is too little.
  init?(_ bytes: PacketBytes) {
    guard let header = InternetHeader(bytes), let payload = bytes.from(header.payloadStart) else { return nil }
    let isEcho = header.next == InternetHeader.Next.icmp4 || header.next == InternetHeader.Next.icmp6
    guard let first = payload.word(isEcho ? 4 : 0), let second = payload.word(isEcho ? 6 : 2),
      let third = payload.long(4)
    else { return nil }
    (self.header, sourcePort, targetPort, sequence) = (header, first, second, third)
  }
}
