// SPDX-License-Identifier: GPL-3.0-or-later

/// How tightly operators bind, loosest first (language reference, section 6).
enum OperatorLevel: Int, Comparable {
  case or = 1
  case and, not, comparison, coalesce, union, intersection, additive, multiplicative, tightest

  /// The next tighter level.
  var next: OperatorLevel { OperatorLevel(rawValue: rawValue + 1) ?? .tightest }

  static func < (left: OperatorLevel, right: OperatorLevel) -> Bool { left.rawValue < right.rawValue }

  /// The operator that a token is between two operands, with its level.
  static func binary(_ kind: TokenKind, next: TokenKind) -> (operator: BinaryOperator, level: OperatorLevel)? {
    switch kind {
    case .kwOr: return (.or, .or)
    case .kwAnd: return (.and, .and)
    case .kwNot: return next == .kwIn ? (.isNotIn, .comparison) : nil
    case .questionQuestion: return (.coalesce, .coalesce)
    case .pipe: return (.union, .union)
    case .ampersand: return (.intersection, .intersection)
    case .plus: return (.add, .additive)
    case .minus: return (.subtract, .additive)
    case .star: return (.multiply, .multiplicative)
    case .slash: return (.divide, .multiplicative)
    case .percentSign: return (.modulo, .multiplicative)
    default: return comparison(kind).map { ($0, .comparison) }
    }
  }

  /// The level of an operator between operands.
  static func level(of sign: BinaryOperator) -> OperatorLevel {
    switch sign {
    case .or: .or
    case .and: .and
    case .coalesce: .coalesce
    case .union: .union
    case .intersection: .intersection
    case .add, .subtract: .additive
    case .multiply, .divide, .modulo: .multiplicative
    default: .comparison
    }
  }

  private static func comparison(_ kind: TokenKind) -> BinaryOperator? {
    switch kind {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .kwIn: .isIn
    case .kwHas: .has
    case .tilde: .matches
    default: nil
    }
  }
}
