// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import NetworkTypes

/// How one value stands to another.
enum Standing {
  case before, same, after

  /// By the operator `<` of a type.
  @inline(__always)
  init<T: Comparable>(_ left: T, _ right: T) { self = left < right ? .before : right < left ? .after : .same }

  /// An integer and a finite float, exactly: above 2^53 not every integer is a float.
  init(_ left: Int, _ right: Double) {
    // 2^63 is a float, and the first that no integer reaches; -2^63 is both.
    if !(right < 0x1p63) {
      self = .before
    } else if right < -0x1p63 {
      self = .after
    } else {
      let whole = right.rounded(.towardZero)
      let standing = Standing(left, Int(whole))
      self = standing == .same ? Standing(whole, right) : standing
    }
  }

  /// The same seen from the other side.
  var reversed: Standing {
    switch self {
    case .before: .after
    case .same: .same
    case .after: .before
    }
  }
}

extension Value {
  /// The order of two values that are no lists; `nil` where they have none.
  ///
  /// Numbers compare as numbers, strings by their code points, addresses IPv4 first and then by value. Lists, which
  /// may be large, are compared by `Frame.standing`.
  func standing(to other: Value) -> Standing? {
    switch (self, other) {
    case (.int(let a), .int(let b)): Standing(a, b)
    case (.float(let a), .float(let b)): Standing(a, b)
    case (.int(let a), .float(let b)): Standing(a, b)
    case (.float(let a), .int(let b)): Standing(b, a).reversed
    case (.duration(let a), .duration(let b)): Standing(a, b)
    case (.size(let a), .size(let b)): Standing(a, b)
    case (.date(let a), .date(let b)): Standing(a, b)
    case (.time(let a), .time(let b)): Standing(a, b)
    case (.port(let a), .port(let b)): Standing(a, b)
    case (.state(let a), .state(let b)): Standing(a.rawValue, b.rawValue)
    case (.address4(let a), .address4(let b)): Standing(a, b)
    case (.bool(let a), .bool(let b)): Standing(a ? 1 : 0, b ? 1 : 0)
    case (.object, _), (_, .object): objectStanding(to: other)
    default: nil
    }
  }

  private func objectStanding(to other: Value) -> Standing? {
    if let a = asTextObject, let b = other.asTextObject { return a.standing(to: b) }
    if let a = asUnmapped, let b = other.asUnmapped { return Standing(a, b) }
    if let a = asNetwork, let b = other.asNetwork {
      return a.first == b.first ? Standing(a.prefix, b.prefix) : Standing(a.first, b.first)
    }
    if let a = asRate, let b = other.asRate { return Standing(a.eventsPerSecond, b.eventsPerSecond) }
    if let a = asHost, let b = other.asHost { return Standing(a.address, b.address) }
    return nil
  }
}

extension TextObject {
  /// Order of code points, which for UTF-8 is the order of its bytes: the same on every machine and locale.
  func standing(to other: TextObject) -> Standing {
    var left = string
    var right = other.string
    return left.withUTF8 { left in
      right.withUTF8 { right in
        let common = min(left.count, right.count)
        guard common > 0, let a = left.baseAddress, let b = right.baseAddress else {
          return Standing(left.count, right.count)
        }
        let difference = memcmp(a, b, common)
        return difference == 0 ? Standing(left.count, right.count) : difference < 0 ? .before : .after
      }
    }
  }

  /// The first eight bytes as a number that has their order.
  var leadingBytes: UInt64 {
    var string = string
    return string.withUTF8 { bytes in
      var number: UInt64 = 0
      for place in 0..<8 { number = number << 8 | (place < bytes.count ? UInt64(bytes[place]) : 0) }
      return number
    }
  }
}
