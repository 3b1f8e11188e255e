// SPDX-License-Identifier: GPL-3.0-or-later

extension Address: CustomStringConvertible, LosslessStringConvertible {
  /// The text of the address as the language writes it: dotted decimal, or RFC 5952 with the zone after `%`.
  public var description: String {
    if let bits = v4 { return Address.dotted(bits) }
    let zoneText = zone.isNone ? "" : "%" + zone.name
    if let bits = embeddedV4 { return "::ffff:" + Address.dotted(bits) + zoneText }
    return compressedGroups() + zoneText
  }

  /// Reads an address: IPv4 as four decimal parts without leading zeros; IPv6 as in RFC 4291 §2.2, a zone after
  /// `%` (RFC 4007 §11). Nil for anything else; blanks are not skipped.
  public init?(_ text: some StringProtocol) {
    var parser = AddressParser(text)
    guard let address = parser.parse() else { return nil }
    self = address
  }

  /// Written digit by digit: reports of whole networks are made of these.
  private static func dotted(_ bits: UInt32) -> String {
    String(unsafeUninitializedCapacity: 15) { text in
      var count = 0
      func put(_ byte: UInt32) {
        text[count] = UInt8(truncatingIfNeeded: byte)
        count += 1
      }
      for shift: UInt32 in [24, 16, 8, 0] {
        let octet = bits >> shift & 255
        if shift < 24 { put(0x2E) }
        if octet >= 100 { put(0x30 + octet / 100) }
        if octet >= 10 { put(0x30 + octet / 10 % 10) }
        put(0x30 + octet % 10)
      }
      return count
    }
  }

  /// Lower-case groups without leading zeros, the longest run of two or more zero groups, the first of equals,
  /// as `::` (RFC 5952 §4).
  private func compressedGroups() -> String {
    let groups = (0..<8).map { UInt16(truncatingIfNeeded: value >> ((7 - $0) * 16)) }
    let run = Address.longestZeroRun(groups)
    guard run.count > 1 else { return Address.joined(groups[...]) }
    return Address.joined(groups[..<run.lowerBound]) + "::" + Address.joined(groups[run.upperBound...])
  }

  private static func joined(_ groups: ArraySlice<UInt16>) -> String {
    groups.map { String($0, radix: 16) }.joined(separator: ":")
  }

  private static func longestZeroRun(_ groups: [UInt16]) -> Range<Int> {
    var best = 0..<0
    var start = 0
    for (index, group) in groups.enumerated() {
      if group != 0 { start = index + 1 }
      if index + 1 - start > best.count { best = start..<(index + 1) }
    }
    return best
  }
}

/// Reads one address; the whole text must be used.
private struct AddressParser {
  private var cursor: TextCursor

  init(_ text: some StringProtocol) {
    cursor = TextCursor(text)
  }

  mutating func parse() -> Address? {
    if let bits = dotted(), cursor.isAtEnd { return Address(v4: bits) }
    cursor.rewind(to: 0)
    guard let value = groups() else { return nil }
    guard !cursor.isAtEnd else { return Address(family: .v6, value: value, zone: .none) }
    guard cursor.take("%"), let zone = Zone(cursor.rest()) else { return nil }
    return Address(family: .v6, value: value, zone: zone)
  }

  private mutating func dotted() -> UInt32? {
    var bits: UInt32 = 0
    for part in 0..<4 {
      if part > 0 && !cursor.take(".") { return nil }
      guard let octet = cursor.decimal(limit: 255) else { return nil }
      bits = bits << 8 | UInt32(octet)
    }
    return bits
  }

  /// The eight groups, at most one `::` among them standing for one group or more.
  private mutating func groups() -> UInt128? {
    var read = GroupList()
    if cursor.take(word: "::") { read.gap = 0 }
    while read.count < 8, let group = groupOrTail(read) {
      switch group {
      case .group(let bits): read.append(bits)
      case .tail(let bits): return read.value(tail: bits)
      }
      if cursor.take(word: "::") {
        guard read.gap == nil else { return nil }
        read.gap = read.count
      } else if !cursor.take(":") {
        return read.value(tail: nil)
      } else if read.count == 8 || !isHexNext() {
        return nil
      }
    }
    return read.value(tail: nil)
  }

  private func isHexNext() -> Bool {
    var ahead = cursor
    return ahead.hexDigit() != nil
  }

  private enum Item {
    case group(UInt16)
    case tail(UInt32)
  }

  private mutating func groupOrTail(_ read: GroupList) -> Item? {
    let start = cursor.position
    if read.count <= 6, let bits = dotted() { return .tail(bits) }
    cursor.rewind(to: start)
    var bits: UInt16 = 0
    var digits = 0
    while digits < 4, let digit = cursor.hexDigit() {
      bits = bits << 4 | UInt16(digit)
      digits += 1
    }
    return digits > 0 ? .group(bits) : nil
  }
}

/// The groups of an IPv6 address read so far, and where `::` stood.
private struct GroupList {
  private var bits: UInt128 = 0
  private(set) var count = 0
  var gap: Int?

  mutating func append(_ group: UInt16) {
    bits = bits << 16 | UInt128(group)
    count += 1
  }

  /// The 128 bits with an IPv4 tail put last and the gap filled; nil when the number of groups does not fit.
  func value(tail: UInt32?) -> UInt128? {
    var all = self
    if let tail {
      all.append(UInt16(truncatingIfNeeded: tail >> 16))
      all.append(UInt16(truncatingIfNeeded: tail))
    }
    guard let gap else { return all.count == 8 ? all.bits : nil }
    guard all.count < 8 else { return nil }
    let behind = (all.count - gap) * 16
    let lowMask: UInt128 = behind == 0 ? 0 : .max >> (128 - behind)
    let head = all.bits & ~lowMask
    return head << ((8 - all.count) * 16) | all.bits & lowMask
  }
}
