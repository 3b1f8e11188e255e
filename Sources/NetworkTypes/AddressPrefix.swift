// SPDX-License-Identifier: GPL-3.0-or-later

/// The beginning of an address as it is typed, `10.0.7` or `2001:db8:`, held against addresses without writing each.
public struct AddressPrefix: Sendable {
  /// How many parts of an IPv4 address are written, the last of them perhaps not to its end: `10.0.7` has two, and a third
  /// begun.
  public let completeOctets: Int
  private let base: UInt32
  private let mask: UInt32
  /// Whether the next part may have each value; `nil` where the text is the beginning of no IPv4 address.
  private let next: [Bool]?
  private let text: String

  /// Takes what was typed.
  public init(_ text: String) {
    self.text = text.lowercased()
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let complete = parts.dropLast().compactMap { UInt32($0).flatMap { $0 <= 255 ? $0 : nil } }
    let last = parts.last ?? ""
    completeOctets = complete.count
    base = complete.enumerated().reduce(0) { $0 | $1.element << (24 - 8 * UInt32(truncatingIfNeeded: $1.offset)) }
    mask = complete.isEmpty ? 0 : UInt32.max << (32 - 8 * UInt32(truncatingIfNeeded: complete.count))
    let isV4 = parts.count <= 4 && complete.count == parts.count - 1 && last.allSatisfy { $0.isASCII && $0.isNumber }
    next = isV4 ? (0...255).map { String($0).hasPrefix(last) } : nil
  }

  /// Whether the text of an IPv4 address begins so.
  public func holds(v4 bits: UInt32) -> Bool {
    guard let next, bits & mask == base else { return false }
    return next[Int(bits >> (24 - 8 * UInt32(truncatingIfNeeded: completeOctets)) & 255)]
  }

  /// Whether the text of an address begins so.
  public func holds(_ address: Address) -> Bool {
    if let bits = address.v4 { return holds(v4: bits) }
    return address.description.hasPrefix(text)
  }
}
