// SPDX-License-Identifier: GPL-3.0-or-later

/// How many of something there will be: at least and at most.
///
/// Sums and products keep the promise that the true number lies between the two. Where nothing limits the number, or it
/// is beyond 64 bits, there is no most.
public struct CountBounds: Hashable, Sendable {
  /// Never fewer than this.
  public var least: UInt64
  /// Never more than this; `nil` where there is no bound.
  public var most: UInt64?

  /// Bounds as given; a least above the most would be a contradiction.
  public init(least: UInt64, most: UInt64?) {
    self.least = least
    self.most = most
  }

  /// A number that is known.
  public init(exactly number: UInt64) { self.init(least: number, most: number) }

  /// None at all.
  public static let zero = CountBounds(exactly: 0)
  /// Exactly one.
  public static let one = CountBounds(exactly: 1)
  /// Perhaps one.
  public static let perhapsOne = CountBounds(least: 0, most: 1)
  /// Nothing is known.
  public static let any = CountBounds(least: 0, most: nil)

  /// Up to so many, perhaps none; `nil` for no bound.
  public static func upTo(_ most: UInt64?) -> CountBounds { CountBounds(least: 0, most: most) }

  /// Whether there certainly is none.
  public var isZero: Bool { most == 0 }

  /// Both together.
  public static func + (left: CountBounds, right: CountBounds) -> CountBounds {
    let (least, overflow) = left.least.addingReportingOverflow(right.least)
    return CountBounds(least: overflow ? .max : least, most: sum(left.most, right.most))
  }

  /// Adds to it.
  public static func += (left: inout CountBounds, right: CountBounds) { left = left + right }

  /// So many times so many. Nothing, however often, is nothing.
  public static func * (left: CountBounds, right: CountBounds) -> CountBounds {
    let (least, overflow) = left.least.multipliedReportingOverflow(by: right.least)
    return CountBounds(least: overflow ? .max : least, most: product(left.most, right.most))
  }

  /// The same, and perhaps nothing at all.
  public var orNothing: CountBounds { CountBounds(least: 0, most: most) }

  /// The same without an upper bound; none at all stays none.
  public var withoutMost: CountBounds { isZero ? self : CountBounds(least: least, most: nil) }

  /// Held below a limit that ends whatever is counted.
  public func capped(at limit: UInt64?) -> CountBounds {
    guard let limit else { return self }
    return CountBounds(least: Swift.min(least, limit), most: Swift.min(most ?? limit, limit))
  }

  /// The range that holds both numbers: one of them, it is not known which.
  public func joined(_ other: CountBounds) -> CountBounds {
    let most: UInt64? = if let own = self.most, let its = other.most { Swift.max(own, its) } else { nil }
    return CountBounds(least: Swift.min(least, other.least), most: most)
  }

  private static func sum(_ left: UInt64?, _ right: UInt64?) -> UInt64? {
    guard let left, let right else { return nil }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : sum
  }

  private static func product(_ left: UInt64?, _ right: UInt64?) -> UInt64? {
    if left == 0 || right == 0 { return 0 }
    guard let left, let right else { return nil }
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    return overflow ? nil : product
  }
}
