// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes

/// A packet in words: who to whom, then what its headers say, part by part.
struct ShownPacket {
  let packet: TracedPacket
  /// Whether this machine sent it.
  let isOwn: Bool

  /// The parts in their order, none of which should be broken.
  var parts: [String] {
    switch packet.body {
    case .segment(let segment): parts(of: segment)
    case .datagram(let datagram):
      ["UDP \(way(datagram.sourcePort, datagram.targetPort))"] + hops + bytes(datagram.payload)
    case .message(let message, _): parts(of: message)
    case .neighbour(let isReply, let about, let hardware):
      [isReply ? "ARP: \(text(about)) is at \(hardware ?? "its place")" : "ARP: who has \(text(about))?"]
    case .other(let number): ["IP protocol \(number) \(way(nil, nil))"] + hops
    case .unreadable: ["a packet that cannot be read"]
    }
  }

  /// The parts of what it quotes.
  var quote: [String] {
    guard case .message(_, let quoted?) = packet.body else { return [] }
    var parts = ShownPacket(packet: quoted, isOwn: true).parts
    // Of what is quoted only the beginning is there, and its time to live has been counted down.
    parts.removeAll { $0.hasPrefix("ttl ") || $0.hasPrefix("hop limit ") || $0.hasPrefix("window ") }
    return ["it quotes " + (parts.first ?? "nothing")] + parts.dropFirst()
  }

  /// The beginning of what it carries, 16 bytes a line: in hexadecimal, then as text.
  var payload: [String] {
    let bytes: [UInt8] =
      switch packet.body {
      case .segment(let segment): segment.payload.excerpt
      case .datagram(let datagram): datagram.payload.excerpt
      default: []
      }
    return stride(from: 0, to: bytes.count, by: 16).map { start in
      let row = bytes[start..<min(start + 16, bytes.count)]
      let hex = row.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
      let text = row.map { (0x20..<0x7f).contains($0) ? String(UnicodeScalar($0)) : "." }.joined()
      return hex + String(repeating: " ", count: 49 - hex.count) + text
    }
  }

  private func parts(of segment: TracedPacket.Segment) -> [String] {
    var parts = ["TCP \(way(segment.sourcePort, segment.targetPort))"]
    if let flags = segment.flags { parts.append(flags.isEmpty ? "no flags" : "\(flags)") }
    if let number = segment.sequence { parts.append("seq \(number)") }
    if let number = segment.acknowledgment { parts.append("ack \(number)") }
    if let window = segment.window { parts.append("window \(window)") }
    parts += hops
    if !segment.options.isEmpty { parts.append("options " + segment.options.joined(separator: " ")) }
    return parts + bytes(segment.payload)
  }

  private func parts(of message: TracedPacket.Message) -> [String] {
    let name = message.isV6 ? "ICMPv6" : "ICMP"
    var parts = ["\(name) \(way(nil, nil))"]
    if let type = message.type, let code = message.code {
      let meaning = [Self.meaning(of: type, isV6: message.isV6), message.reason.map { "\($0)" }].compactMap { $0 }
      parts.append("type \(type) code \(code)" + (meaning.isEmpty ? "" : " (\(meaning.joined(separator: ": ")))"))
    } else if let reason = message.reason {
      parts.append("\(reason)")
    }
    if let address = message.neighbour { parts.append("about \(address)") }
    if let hardware = message.hardware { parts.append("at \(hardware)") }
    if let identifier = message.identifier { parts.append("identifier \(identifier)") }
    if let number = message.number { parts.append("number \(number)") }
    return parts + hops
  }

  /// IANA "ICMP Type Numbers" and "ICMPv6 type Numbers", as far as a prober meets them.
  private static let types: [(v4: UInt8?, v6: UInt8?, name: String)] = [
    (0, 129, "echo reply"), (8, 128, "echo request"), (3, 1, "destination unreachable"), (11, 3, "time exceeded"),
    (nil, 2, "packet too big"), (12, 4, "parameter problem"), (5, 137, "redirect"),
    (nil, 135, "neighbour solicitation"), (nil, 136, "neighbour advertisement"),
  ]

  private static func meaning(of type: UInt8, isV6: Bool) -> String? {
    types.first { (isV6 ? $0.v6 : $0.v4) == type }?.name
  }

  private var hops: [String] {
    guard let ttl = packet.ttl else { return [] }
    return ["\((packet.source ?? packet.target)?.isV6 ?? false ? "hop limit" : "ttl") \(ttl)"]
  }

  /// `198.18.77.1:40123 > 198.18.77.2:80`; who has no address here is this machine, or a router on the way.
  private func way(_ from: UInt16?, _ to: UInt16?) -> String {
    "\(end(packet.source, from) ?? (isOwn ? "this machine" : "a router")) > \(end(packet.target, to) ?? "this machine")"
  }

  private func end(_ address: Address?, _ port: UInt16?) -> String? {
    guard let address else { return nil }
    guard let port else { return "\(address)" }
    return address.isV6 ? "[\(address)]:\(port)" : "\(address):\(port)"
  }

  private func text(_ address: Address?) -> String { address.map { "\($0)" } ?? "?" }

  private func bytes(_ payload: TracedPacket.Payload) -> [String] {
    payload.length > 0 ? ["payload " + FigureText.count(UInt64(payload.length), "byte")] : []
  }
}
