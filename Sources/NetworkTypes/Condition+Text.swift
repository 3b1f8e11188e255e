// SPDX-License-Identifier: GPL-3.0-or-later

extension Condition: CustomStringConvertible {
  /// The condition as the language writes it, with the parentheses that it needs.
  public var description: String { text(inside: 0) }

  /// How tightly the operator binds: `or` 1, `and` 2, `not` 3, comparisons 4.
  private var level: Int {
    switch self {
    case .or: 1
    case .and: 2
    case .not: 3
    case .compare, .has: 4
    case .constant: 5
    }
  }

  private func text(inside outer: Int) -> String {
    let plain =
      switch self {
      case .constant(let truth): truth ? "true" : "false"
      case .compare(let left, let comparison, let right): "\(left) \(comparison.rawValue) \(right)"
      case .has(let left, let right): "\(left) has \(right)"
      case .not(let inner): "not " + inner.text(inside: 3)
      case .and(let left, let right): left.text(inside: 2) + " and " + right.text(inside: 3)
      case .or(let left, let right): left.text(inside: 1) + " or " + right.text(inside: 2)
      }
    return level < outer ? "(\(plain))" : plain
  }
}

extension Condition.Operand: CustomStringConvertible {
  /// The name of the part, the number or the flags.
  public var description: String {
    switch self {
    case .field(let field): field.rawValue
    case .integer(let number): "\(number)"
    case .flags(let flags): flags.description
    }
  }
}
