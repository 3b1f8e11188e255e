// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// What the header of an IPv4 (RFC 791) or IPv6 (RFC 8200) packet says, extension headers walked through.
struct InternetHeader: Hashable, Sendable {
  /// Protocol numbers (IANA "Assigned Internet Protocol Numbers").
  enum Next {
    static let icmp4: UInt8 = 1
    static let tcp: UInt8 = 6
    static let udp: UInt8 = 17
    static let icmp6: UInt8 = 58
  }

  /// Who sent it.
  var source: Address
  /// Whom it is for.
  var target: Address
  /// Time to live or hop limit that is left.
  var ttl: UInt8
  /// What its sender named the packet by: the identification of IPv4, the flow label of IPv6 (RFC 6437).
  var name: UInt32
  /// The protocol of the payload.
  var next: UInt8
  /// Where the payload begins.
  var payloadStart: Int
  /// Length of the payload as the header states it; what was received may be less.
  var payloadLength: Int

  /// The bits of a flow label in the first four bytes of a header.
  static let labelMask: UInt32 = 0xf_ffff

  /// Whether the packet is the first of several fragments: then the rest of the payload is elsewhere.
  var isFragment = false

  /// Most extension headers that are walked through (RFC 8200 §4.1 recommends at most eight).
  private static let mostExtensions = 8

  /// Reads the header at the beginning of `bytes`; nil when it is none, is cut off, or the packet is a later fragment.
  init?(_ bytes: PacketBytes) {
    switch bytes.byte(0).map({ $0 >> 4 }) {
    case 4: self.init(v4: bytes)
    case 6: self.init(v6: bytes)
    default: return nil
    }
  }

  private init?(v4 bytes: PacketBytes) {
    guard let first = bytes.byte(0), let total = bytes.word(2), let identification = bytes.word(4),
      let fragment = bytes.word(6), let ttl = bytes.byte(8), let next = bytes.byte(9),
      let source = bytes.address(12, .v4), let target = bytes.address(16, .v4)
    else { return nil }
    let length = Int(first & 0x0f) * 4
    guard length >= 20, Int(total) >= length, bytes.count >= length, fragment & 0x1fff == 0 else { return nil }
    (self.source, self.target, self.ttl, self.next) = (source, target, ttl, next)
    name = UInt32(identification)
    isFragment = fragment & 0x2000 != 0
    payloadStart = length
    payloadLength = Int(total) - length
  }

  private init?(v6 bytes: PacketBytes) {
    guard let first = bytes.long(0), let stated = bytes.word(4), var next = bytes.byte(6), let ttl = bytes.byte(7),
      let source = bytes.address(8, .v6), let target = bytes.address(24, .v6)
    else { return nil }
    var start = 40
    for _ in 0..<Self.mostExtensions {
      guard let length = Self.extensionLength(next, bytes, at: start) else { break }
      guard length > 0, let following = bytes.byte(start) else { return nil }
      if next == Self.fragment, let offset = bytes.word(start + 2) { isFragment = offset & 1 != 0 }
      next = following
      start += length
    }
    guard start <= 40 + Int(stated) else { return nil }
    (self.source, self.target, self.ttl, self.next) = (source, target, ttl, next)
    name = first & Self.labelMask
    payloadStart = start
    payloadLength = 40 + Int(stated) - start
  }

  /// The number of the fragment header (RFC 8200 §4.5).
  private static let fragment: UInt8 = 44

  /// Bytes of an extension header; nil when `next` is none, 0 when the packet cannot be read further.
  private static func extensionLength(_ next: UInt8, _ bytes: PacketBytes, at start: Int) -> Int? {
    switch next {
    case 0, 43, 60:  // hop-by-hop options, routing, destination options
      return bytes.byte(start + 1).map { (Int($0) + 1) * 8 } ?? 0
    case fragment:  // only the first tells what it carries
      guard let offset = bytes.word(start + 2) else { return 0 }
      return offset & 0xfff8 == 0 ? 8 : 0
    case 51:  // authentication header (RFC 4302 §2.2)
      return bytes.byte(start + 1).map { (Int($0) + 2) * 4 } ?? 0
    default: return nil
    }
  }

  /// Whether the packet bears the name that a probe with this cookie is sent under.
  func isNamed(by cookie: UInt32) -> Bool {
    name == (source.isV6 ? cookie & Self.labelMask : cookie & 0xffff)
  }
}
