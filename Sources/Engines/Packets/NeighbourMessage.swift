// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Who has an IPv4 address on an Ethernet link (RFC 826).
enum NeighbourMessage {
  /// Bytes of an ARP message for IPv4 over Ethernet.
  static let arpLength = 28

  /// The sender of an ARP reply; nil for everything else, and for who claims all frames of the link (RFC 1812 §3.3.2).
  static func reply(_ bytes: PacketBytes) -> (address: Address, hardware: HardwareAddress)? {
    guard bytes.word(0) == 1, bytes.word(2) == 0x0800, bytes.byte(4) == 6, bytes.byte(5) == 4, bytes.word(6) == 2,
      let hardware = HardwareAddress(bytes, at: 8), let address = bytes.address(14, .v4), hardware != .broadcast
    else { return nil }
    return (address, hardware)
  }

  /// Writes the question who has `target`, asked by `source`, and returns its length.
  static func writeRequest(
    for target: UInt32, from source: UInt32, hardware: HardwareAddress, to place: UnsafeMutableRawPointer
  ) -> Int {
    place.storeBytes(of: UInt64(bigEndian: 0x0001_0800_0604_0001), as: UInt64.self)
    hardware.write(to: place + 8)
    place.storeBytes(of: source.bigEndian, toByteOffset: 14, as: UInt32.self)
    HardwareAddress(value: 0).write(to: place + 18)
    place.storeBytes(of: target.bigEndian, toByteOffset: 24, as: UInt32.self)
    return arpLength
  }

  /// Writes a neighbour solicitation (RFC 4861 §4.3) as a whole IPv6 packet, and returns its length.
  static func writeSolicitation(
    for target: Address, from source: Address, hardware: HardwareAddress, to place: UnsafeMutableRawPointer
  ) -> Int {
    let length = 32
    let group = solicitedNode(of: target)
    IPv6Writer.write(
      source: source, target: group, next: InternetHeader.Next.icmp6, ttl: 255, length: length, to: place)
    let body = place + 40
    body.storeBytes(of: UInt64(bigEndian: 0x8700_0000_0000_0000), as: UInt64.self)
    body.storeBytes(of: target.high.bigEndian, toByteOffset: 8, as: UInt64.self)
    body.storeBytes(of: target.low.bigEndian, toByteOffset: 16, as: UInt64.self)
    body.storeBytes(of: UInt16(bigEndian: 0x0101), toByteOffset: 24, as: UInt16.self)
    hardware.write(to: body + 26)
    var sum = InternetChecksum.pseudoHeader(
      source: source, target: group, next: InternetHeader.Next.icmp6, length: length)
    sum.add(UnsafeRawBufferPointer(start: body, count: length))
    body.storeBytes(of: sum.value.bigEndian, toByteOffset: 2, as: UInt16.self)
    return 40 + length
  }

  /// The multicast address under which a station listens for questions about `address` (RFC 4291 §2.7.1).
  static func solicitedNode(of address: Address) -> Address {
    Address(high: 0xff02_0000_0000_0000, low: 0x0000_0001_ff00_0000 | address.low & 0xff_ffff)
  }

  /// The Ethernet address of an IPv6 multicast address (RFC 2464 §7).
  static func hardware(ofMulticast address: Address) -> HardwareAddress {
    HardwareAddress(value: 0x3333_0000_0000 | address.low & 0xffff_ffff)
  }
}
