// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

extension Value {
  /// Whether this comes before `other`, or `nil` where the two have no order.
  ///
  /// Numbers compare as numbers, strings by their code points, addresses IPv4 first and then by value, lists item by
  /// item; `none` comes before everything so that sorting by an optional field works.
  func precedes(_ other: Value) -> Bool? {
    switch (self, other) {
    case (.int(let a), .int(let b)): a < b
    case (.float(let a), .float(let b)): a < b
    case (.int(let a), .float(let b)): Double(a) < b
    case (.float(let a), .int(let b)): a < Double(b)
    case (.duration(let a), .duration(let b)): a < b
    case (.size(let a), .size(let b)): a < b
    case (.date(let a), .date(let b)): a < b
    case (.time(let a), .time(let b)): a < b
    case (.port(let a), .port(let b)): a < b
    case (.state(let a), .state(let b)): a.rawValue < b.rawValue
    case (.address4(let a), .address4(let b)): a < b
    case (.bool(let a), .bool(let b)): !a && b
    case (.object, _), (_, .object): objectPrecedes(other)
    default: nil
    }
  }

  /// The part of `precedes` for values that are objects.
  private func objectPrecedes(_ other: Value) -> Bool? {
    if let a = asAddress, let b = other.asAddress { return a < b }
    if let a = asText, let b = other.asText { return Self.textPrecedes(a, b) }
    if let a = asNetwork, let b = other.asNetwork { return (a.first, a.prefix) < (b.first, b.prefix) }
    if let a = asRate, let b = other.asRate { return a.eventsPerSecond < b.eventsPerSecond }
    if let a = asHost, let b = other.asHost { return a.address < b.address }
    guard let a = asList?.items, let b = other.asList?.items else { return nil }
    for (left, right) in zip(a, b) {
      guard let before = left.precedes(right), let after = right.precedes(left) else { return nil }
      if before { return true }
      if after { return false }
    }
    return a.count < b.count
  }

  /// Order of code points, which for UTF-8 is the order of its bytes: the same on every machine and locale.
  private static func textPrecedes(_ a: String, _ b: String) -> Bool {
    var a = a
    var b = b
    return a.withUTF8 { left in
      b.withUTF8 { right in
        left.lexicographicallyPrecedes(right)
      }
    }
  }

  /// For sorting: `none` first, then `precedes`. `nil` where the two have no order.
  func sortsBefore(_ other: Value) -> Bool? {
    if isNone { return !other.isNone }
    if other.isNone { return false }
    return precedes(other)
  }
}
