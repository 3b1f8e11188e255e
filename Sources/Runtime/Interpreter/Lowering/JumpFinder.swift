// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Finds `return`, `break` and `continue` in blocks that stand as values: they leave more than the value.
enum JumpFinder {
  /// Whether evaluating the expression may jump out of it.
  static func jumps(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .ifElse(let conditional):
      return conditional.branches.contains { jumps($0.condition) || jumps($0.body) }
        || (conditional.otherwise.map { jumps($0) } ?? false)
    case .match(let match): return jumps(match.subject) || match.arms.contains { jumps($0.body) }
    default: return WaitFinder.operands(expression).contains { jumps($0) }
    }
  }

  private static func jumps(_ block: Block) -> Bool {
    block.statements.contains { statement in
      switch statement.kind {
      case .returnValue, .breakLoop, .continueLoop: true
      // A jump of a loop in the block stays in it; that a `return` may be there is assumed.
      case .whileLoop, .forLoop: true
      default: WaitFinder.operands(statement).contains { jumps($0) }
      }
    }
  }
}
