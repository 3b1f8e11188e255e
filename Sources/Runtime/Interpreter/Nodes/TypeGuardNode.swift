// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Holds a value against a declared type where the checker could not know it, and makes the declared set of what
/// converts to one (language reference, section 3).
final class TypeGuardNode: Node {
  let value: Node
  let wanted: ValueType

  init(_ id: Int32, _ value: Node, _ wanted: ValueType) {
    self.value = value
    self.wanted = wanted
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value {
    let result = try value.eval(frame)
    switch wanted {
    case .targets:
      guard let set = try frame.targets(result, id) else { break }
      return .object(set)
    case .ports:
      guard let set = try frame.ports(result, id) else { break }
      return .ports(set)
    default:
      if try frame.fits(result, wanted, id) { return result }
    }
    throw frame.wrongType(result, wanted.name, id)
  }
}

extension Node {
  /// Whether its value is known beforehand, so that the checker has seen it.
  var isConstant: Bool { Lowering.constant(self) != nil }
}

extension CheckedFunction {
  /// The type behind `->`; unknown when none is written.
  var declaredReturnType: ValueType { declaration.returnType == nil ? .unknown : returnType }
}
