// SPDX-License-Identifier: GPL-3.0-or-later
import Synchronization

/// The zone of an IPv6 address: the interface that a link-local address belongs to (RFC 4007 §11).
///
/// A zone is a number that stands for its name in one table of the process, so that an `Address` stays plain
/// data. The numbers mean nothing outside the process; only names are printed and stored.
@frozen
public struct Zone: Hashable, Sendable {
  /// Position of the name in the table of the process; 0 means no zone.
  public let id: UInt32

  @inlinable
  init(id: UInt32) {
    self.id = id
  }

  /// No zone: the address is meant as it stands, on whatever interface the route says.
  public static let none = Zone(id: 0)

  /// True for `none`.
  @inlinable
  public var isNone: Bool { id == 0 }

  /// The zone of a name of 1 to 63 letters, digits, `_`, `-` and `.`.
  ///
  /// Nil for any other text, and when the process already knows 65,535 names, so that hostile input cannot
  /// fill the memory.
  public init?(_ name: some StringProtocol) {
    guard Zone.isName(name), let id = Zone.names.withLock({ $0.intern(String(name)) }) else { return nil }
    self.id = id
  }

  /// The name as it was written; empty for `none`.
  public var name: String {
    id == 0 ? "" : Zone.names.withLock { $0.name(of: id) }
  }

  private static let names = Mutex(ZoneNames())

  private static func isName(_ text: some StringProtocol) -> Bool {
    let length = text.utf8.count
    return length > 0 && length <= 63 && text.utf8.allSatisfy(isNameByte)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."): true
    default: (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
  }
}

extension Zone: Comparable {
  /// No zone first, then by name, so that the order is the same in every run.
  public static func < (left: Zone, right: Zone) -> Bool {
    left.id != right.id && left.name < right.name
  }
}

extension Zone: CustomStringConvertible {
  /// The name.
  public var description: String { name }
}

/// The names that zones stand for, in the order of their first use.
private struct ZoneNames {
  private static let limit = 65_535
  private var names: [String] = []
  private var ids: [String: UInt32] = [:]

  mutating func intern(_ name: String) -> UInt32? {
    if let id = ids[name] { return id }
    guard names.count < ZoneNames.limit else { return nil }
    names.append(name)
    let id = UInt32(names.count)
    ids[name] = id
    return id
  }

  func name(of id: UInt32) -> String {
    let index = Int(id) - 1
    return names.indices.contains(index) ? names[index] : ""
  }
}
