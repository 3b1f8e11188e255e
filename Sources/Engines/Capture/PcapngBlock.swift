// SPDX-License-Identifier: GPL-3.0-or-later

/// Blocks of a pcapng file (draft-ietf-opsawg-pcapng, §4), least significant byte first.
///
/// Every block begins with its type and length and ends with its length; options and packets are filled up to four bytes.
enum PcapngBlock {
  private enum Kind {
    static let section: UInt32 = 0x0A0D_0D0A
    static let interface: UInt32 = 1
    static let packet: UInt32 = 6
  }

  private enum Option {
    static let end: UInt16 = 0
    /// Of sections: the program that wrote them.
    static let application: UInt16 = 4
    /// Of interfaces: the name, and the unit of times as a power of ten.
    static let name: UInt16 = 2
    static let resolution: UInt16 = 9
    /// Of packets.
    static let flags: UInt16 = 2
  }

  /// Which way a packet went, as the lowest bits of its flags say (§4.3.1).
  enum Direction: UInt32, Sendable {
    case inbound = 1
    case outbound = 2
  }

  /// The beginning of a section, whose length is left open.
  static func section(by program: String) -> [UInt8] {
    block(Kind.section) { bytes in
      bytes.add(0x1A2B_3C4D as UInt32)
      bytes.add(1 as UInt16)
      bytes.add(0 as UInt16)
      bytes.add(UInt64.max)
      bytes.add(option: Option.application, Array(program.utf8))
      bytes.add(option: Option.end, [])
    }
  }

  /// An interface: packets name it by its place among the interfaces of the section. Times are in nanoseconds.
  static func interface(linkType: UInt16, snapLength: UInt32, name: String?) -> [UInt8] {
    block(Kind.interface) { bytes in
      bytes.add(linkType)
      bytes.add(0 as UInt16)
      bytes.add(snapLength)
      if let name { bytes.add(option: Option.name, Array(name.utf8)) }
      bytes.add(option: Option.resolution, [9])
      bytes.add(option: Option.end, [])
    }
  }

  /// Appends a packet to `bytes`: when it was seen, in nanoseconds since 1970, and what was kept of its `length` bytes.
  static func append(
    to bytes: inout [UInt8], interface: UInt32, time: UInt64, direction: Direction, length: Int,
    header: [UInt8], payload: UnsafeRawBufferPointer
  ) {
    let kept = header.count + payload.count
    let size = UInt32(32 + padded(kept) + 12)
    bytes.add(Kind.packet)
    bytes.add(size)
    bytes.add(interface)
    bytes.add(UInt32(truncatingIfNeeded: time >> 32))
    bytes.add(UInt32(truncatingIfNeeded: time))
    bytes.add(UInt32(truncatingIfNeeded: kept))
    bytes.add(UInt32(truncatingIfNeeded: length))
    bytes += header
    bytes += payload
    bytes.pad(kept)
    bytes.add(Option.flags)
    bytes.add(4 as UInt16)
    bytes.add(direction.rawValue)
    bytes.add(option: Option.end, [])
    bytes.add(size)
  }

  private static func block(_ kind: UInt32, _ body: (inout [UInt8]) -> Void) -> [UInt8] {
    var content: [UInt8] = []
    body(&content)
    let size = UInt32(content.count + 12)
    var bytes: [UInt8] = []
    bytes.add(kind)
    bytes.add(size)
    bytes += content
    bytes.add(size)
    return bytes
  }

  fileprivate static func padded(_ count: Int) -> Int { (count + 3) & ~3 }
}

extension [UInt8] {
  fileprivate mutating func add<Number: FixedWidthInteger>(_ number: Number) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }

  fileprivate mutating func add(option: UInt16, _ value: [UInt8]) {
    add(option)
    add(UInt16(truncatingIfNeeded: value.count))
    self += value
    pad(value.count)
  }

  fileprivate mutating func pad(_ count: Int) {
    append(contentsOf: repeatElement(0, count: PcapngBlock.padded(count) - count))
  }
}
