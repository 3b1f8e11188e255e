// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Reading packets for a person. Any bytes may be given to it; what cannot be read is left out.
extension TracedPacket {
  /// Reads a packet from its network header on; `kind` is the link's protocol number.
  init(_ bytes: PacketBytes, kind: UInt16) {
    if UInt64(kind) == EthernetKind.arp {
      self.init(arp: bytes)
    } else {
      self.init(internet: bytes)
    }
  }

  private init(internet bytes: PacketBytes) {
    guard let header = InternetHeader(bytes),
      let payload = bytes.from(header.payloadStart, length: header.payloadLength)
    else {
      self.init(body: .unreadable)
      return
    }
    self.init(
      source: header.source, target: header.target, ttl: header.ttl,
      body: Self.body(payload, header.next, stated: header.payloadLength, family: header.source.family))
  }

  private static func body(_ bytes: PacketBytes, _ next: UInt8, stated: Int, family: Address.Family) -> Body {
    switch (next, family) {
    case (InternetHeader.Next.tcp, _): .segment(Segment(bytes, stated: stated))
    case (InternetHeader.Next.udp, _): .datagram(Datagram(bytes, stated: stated))
    case (InternetHeader.Next.icmp4, .v4), (InternetHeader.Next.icmp6, .v6): message(bytes, isV6: family == .v6)
    default: .other(next)
    }
  }

  private static func message(_ bytes: PacketBytes, isV6: Bool) -> Body {
    var message = Message(isV6: isV6)
    (message.type, message.code) = (bytes.byte(0), bytes.byte(1))
    guard let type = message.type, let code = message.code else { return .unreadable }
    let meaning = isV6 ? UnreachableKind.icmp6(type: type, code: code) : UnreachableKind.icmp4(type: type, code: code)
    if let meaning {
      message.reason = meaning.reason
      return .message(message, quoted: bytes.from(8).map { TracedPacket(internet: $0) })
    }
    switch (isV6, type) {
    case (false, 0), (false, 8), (true, 128), (true, 129):
      (message.identifier, message.number) = (bytes.word(4), bytes.word(6))
      if let rest = bytes.from(8) { message.payload = Payload(rest, length: rest.count) }
    case (true, 135), (true, 136):
      message.neighbour = bytes.address(8, .v6)
      // The option "target link-layer address" of an answer (RFC 4861 §4.6.1).
      if type == 136, bytes.byte(24) == 2 { message.hardware = HardwareAddress(bytes, at: 26)?.text }
    default: break
    }
    return .message(message, quoted: nil)
  }

  /// ARP for IPv4 over Ethernet.
  private init(arp bytes: PacketBytes) {
    guard let operation = bytes.word(6), let source = bytes.address(14, .v4), let target = bytes.address(24, .v4) else {
      self.init(body: .unreadable)
      return
    }
    let isReply = operation == 2
    self.init(
      source: source, target: target,
      body: .neighbour(
        isReply: isReply, about: isReply ? source : target,
        hardware: isReply ? HardwareAddress(bytes, at: 8)?.text : nil))
  }
}

extension TracedPacket.Payload {
  init(_ bytes: PacketBytes, length: Int) {
    self.length = max(0, length)
    excerpt = bytes.from(0, length: min(Self.most, self.length))?.copy ?? []
  }
}

extension TracedPacket.Datagram {
  fileprivate init(_ bytes: PacketBytes, stated: Int) {
    (sourcePort, targetPort) = (bytes.word(0), bytes.word(2))
    if let rest = bytes.from(8) { payload = TracedPacket.Payload(rest, length: stated - 8) }
  }
}

extension TracedPacket.Segment {
  /// Reads as much as is there: an ICMP error may quote eight bytes.
  fileprivate init(_ bytes: PacketBytes, stated: Int) {
    self.init()
    (sourcePort, targetPort, sequence) = (bytes.word(0), bytes.word(2), bytes.long(4))
    guard let offset = bytes.byte(12), let bits = bytes.byte(13) else { return }
    let flags = TCPFlags(rawValue: bits)
    self.flags = flags
    if flags.contains(.ack) { acknowledgment = bytes.long(8) }
    window = bytes.word(14)
    let header = Int(offset >> 4) * 4
    guard header >= 20, let options = bytes.from(20, length: header - 20) else { return }
    self.options = Self.texts(of: options)
    if let rest = bytes.from(header) { payload = TracedPacket.Payload(rest, length: stated - header) }
  }

  /// Options with their values, as tcpdump writes them.
  private static func texts(of bytes: PacketBytes) -> [String] {
    var texts: [String] = []
    var place = 0
    while let kind = bytes.byte(place) {
      let name = TCPOptions.name(of: kind)
      if kind < 2 {
        texts.append(name)
        if kind == 0 { break }
        place += 1
        continue
      }
      guard let length = bytes.byte(place + 1), length >= 2, place + Int(length) <= bytes.count else { break }
      texts.append(name + value(kind, length, bytes, at: place + 2))
      place += Int(length)
    }
    return texts
  }

  private static func value(_ kind: UInt8, _ length: UInt8, _ bytes: PacketBytes, at place: Int) -> String {
    switch (kind, length) {
    case (TCPOptions.mssKind, 4): bytes.word(place).map { " \($0)" } ?? ""
    case (TCPOptions.windowScaleKind, 3): bytes.byte(place).map { " \($0)" } ?? ""
    case (TCPOptions.timestampsKind, 10):
      if let own = bytes.long(place), let echoed = bytes.long(place + 4) { " \(own) answers \(echoed)" } else { "" }
    default: ""
    }
  }
}

extension HardwareAddress {
  /// `02:00:5e:00:53:01`
  var text: String {
    (0..<6).map { place in
      let byte = UInt8(truncatingIfNeeded: value >> UInt64(40 - place * 8))
      return (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined(separator: ":")
  }
}
