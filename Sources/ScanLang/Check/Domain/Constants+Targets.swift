// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

extension Constants {
  /// Larger sets are left to the run.
  private static let itemLimit = 1000

  /// The targets of a set expression, if all of them are literals.
  func targets(_ set: SetSyntax) -> TargetSet? {
    guard let all = targets(set.items), let except = targets(set.except) else { return nil }
    return except.isEmpty ? all : all.subtracting(except)
  }

  /// The targets of operands together.
  private func targets(_ items: [Expression]) -> TargetSet? {
    guard items.count <= Self.itemLimit else { return nil }
    var ranges: [AddressRange] = []
    for item in items {
      guard let set = targets(item) else { return nil }
      ranges += set.ranges
      guard ranges.count <= 10 * Self.itemLimit else { return nil }
    }
    return TargetSet(ranges)
  }

  /// The targets of one operand; host names are known only when the run looks them up.
  func targets(_ expression: Expression) -> TargetSet? {
    switch context.form(expression) {
    case .address(let address): return TargetSet(address)
    case .network(let network): return TargetSet(network)
    case .addressRange(let range): return TargetSet(range)
    case .string: return expression.literalText.flatMap { TargetSet.parseNmap($0) }
    case .paren(let inner): return next?.targets(inner)
    case .list(let items): return next?.targets(items)
    case .set(let set): return next?.targets(set)
    case .name: return namedTargets(expression)
    case .call(let callee, let arguments):
      guard case .builtin(.targets) = context.resolutions[callee.id] else { return nil }
      return next?.targets(arguments.map(\.value))
    case .binary(let operation, let left, let right, _):
      guard let first = next?.targets(left), let second = next?.targets(right) else { return nil }
      switch operation {
      case .union: return first.union(second)
      case .intersection: return first.intersection(second)
      case .subtract: return first.subtracting(second)
      default: return nil
      }
    default: return nil
    }
  }

  private func namedTargets(_ expression: Expression) -> TargetSet? {
    guard let symbol = context.symbol(expression.id) else { return nil }
    if let known = context.knownTargets[symbol] { return known }
    let targets = targets(of: context.symbols[symbol])
    context.knownTargets[symbol] = .some(targets)
    return targets
  }

  private func targets(of declared: Symbol) -> TargetSet? {
    // What a `let` holds is computed; the run finds it.
    declared.kind == .targetSet ? declared.set.flatMap { next?.targets($0) } : nil
  }
}
