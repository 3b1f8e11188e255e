// SPDX-License-Identifier: GPL-3.0-or-later

/// A number of bytes.
@frozen
public struct ByteSize: Hashable, Sendable {
  /// How many; arithmetic may make it negative, a literal never is.
  public let bytes: Int64

  /// A size of so many bytes.
  @inlinable
  public init(bytes: Int64) {
    self.bytes = bytes
  }

  /// The units of literals with their bytes, the largest first: KB is 1000 bytes, KiB 1024 (IEC 80000-13).
  public static let units: [(name: String, bytes: Int64)] = [
    ("GiB", 1 << 30), ("GB", 1_000_000_000), ("MiB", 1 << 20), ("MB", 1_000_000), ("KiB", 1 << 10), ("KB", 1000),
    ("B", 1),
  ]

  /// The sum; nil when it does not fit.
  public func adding(_ other: ByteSize) -> ByteSize? { checked(bytes.addingReportingOverflow(other.bytes)) }

  /// The difference; nil when it does not fit.
  public func subtracting(_ other: ByteSize) -> ByteSize? {
    checked(bytes.subtractingReportingOverflow(other.bytes))
  }

  /// The size `factor` times; nil when it does not fit.
  public func multiplied(by factor: Int64) -> ByteSize? { checked(bytes.multipliedReportingOverflow(by: factor)) }

  private func checked(_ result: (partialValue: Int64, overflow: Bool)) -> ByteSize? {
    result.overflow ? nil : ByteSize(bytes: result.partialValue)
  }
}

extension ByteSize: Comparable {
  /// The smaller first.
  @inlinable
  public static func < (left: ByteSize, right: ByteSize) -> Bool { left.bytes < right.bytes }
}

extension ByteSize: CustomStringConvertible, LosslessStringConvertible {
  /// The size in the largest unit that divides it evenly: `64KiB`, `2MB`, `512B`; nothing is `0B`.
  public var description: String {
    for unit in ByteSize.units where bytes != 0 && bytes % unit.bytes == 0 {
      return "\(bytes / unit.bytes)\(unit.name)"
    }
    return "\(bytes)B"
  }

  /// Reads a literal such as `64KiB`; nil for anything else and for more than 2⁶³ − 1 bytes.
  public init?(_ text: some StringProtocol) {
    var cursor = TextCursor(text)
    guard let digits = cursor.decimal(limit: UInt64(Int64.max), leadingZeros: true) else { return nil }
    let name = cursor.rest()
    guard let unit = ByteSize.units.first(where: { $0.name == name }) else { return nil }
    let (bytes, overflow) = Int64(digits).multipliedReportingOverflow(by: unit.bytes)
    guard !overflow else { return nil }
    self.init(bytes: bytes)
  }
}
