// SPDX-License-Identifier: GPL-3.0-or-later

/// The ports from `first` to `last`, both included, of one protocol or bare.
@frozen
public struct PortRange: Hashable, Sendable {
  /// The lowest port number.
  public let first: UInt16
  /// The highest port number, not below `first`.
  public let last: UInt16
  /// The protocol the ports are pinned to; nil for bare ones.
  public let proto: TransportProtocol?

  /// The ports of a range of numbers.
  @inlinable
  public init(_ numbers: ClosedRange<UInt16>, _ proto: TransportProtocol? = nil) {
    first = numbers.lowerBound
    last = numbers.upperBound
    self.proto = proto
  }

  /// How many ports there are, 1 to 65536.
  @inlinable
  public var count: Int { Int(last) - Int(first) + 1 }
}

extension PortRange: CustomStringConvertible, LosslessStringConvertible {
  /// `22`, `80-90` or `60000-61000/udp`.
  public var description: String {
    let numbers = first == last ? "\(first)" : "\(first)-\(last)"
    guard let proto else { return numbers }
    return "\(numbers)/\(proto)"
  }

  /// Reads `22`, `80-90` or `60000-61000/udp`; nil for anything else, falling ranges and numbers above 65535
  /// included.
  public init?(_ text: some StringProtocol) {
    var cursor = TextCursor(text)
    guard let lower = cursor.decimal(limit: 65_535) else { return nil }
    var upper = lower
    if cursor.take("-") {
      guard let end = cursor.decimal(limit: 65_535), end >= lower else { return nil }
      upper = end
    }
    var proto: TransportProtocol?
    if cursor.take("/") {
      proto = TransportProtocol(name: cursor.rest())
      if proto == nil { return nil }
    }
    guard cursor.isAtEnd else { return nil }
    self.init(UInt16(lower)...UInt16(upper), proto)
  }
}
