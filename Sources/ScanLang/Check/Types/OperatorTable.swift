// SPDX-License-Identifier: GPL-3.0-or-later

/// What operators make of operands of known types.
enum OperatorTable {
  private typealias Row = (left: ValueType, right: ValueType, result: ValueType)

  /// The result; `.unknown` where an operand is unknown and decides it; `nil` where the operator has no meaning.
  static func result(_ operation: BinaryOperator, _ left: ValueType, _ right: ValueType) -> ValueType? {
    if let set = setResult(operation, left, right) { return set }
    let rows = table[operation] ?? []
    if case .list = left, case .list = right, operation == .add { return TypeLattice.join(left, right) }
    let fitting = rows.filter { fits($0.left, left) && fits($0.right, right) }
    guard let first = fitting.first else { return nil }
    return fitting.allSatisfy { $0.result == first.result } && !mayBeSet(operation, left, right)
      ? first.result : .unknown
  }

  private static func fits(_ wanted: ValueType, _ given: ValueType) -> Bool {
    given == .unknown || wanted == given || wanted == given.shape
  }

  private static func mayBeSet(_ operation: BinaryOperator, _ left: ValueType, _ right: ValueType) -> Bool {
    (operation == .subtract || operation == .union || operation == .intersection)
      && (left == .unknown || right == .unknown)
  }

  /// `|`, `&` and `-` on sets: one side at least is surely a set, the other converts to it.
  private static func setResult(
    _ operation: BinaryOperator, _ left: ValueType, _ right: ValueType
  ) -> ValueType? {
    guard operation == .union || operation == .intersection || operation == .subtract else { return nil }
    if left == .unknown && right == .unknown { return .unknown }
    if isPortSet(left) || isPortSet(right) {
      if TypeLattice.isPortLike(left), TypeLattice.isPortLike(right) { return .ports }
    }
    if isTargetSet(left) || isTargetSet(right) {
      if TypeLattice.isTargetLike(left), TypeLattice.isTargetLike(right) { return .targets }
    }
    return nil
  }

  private static func isPortSet(_ type: ValueType) -> Bool { type == .ports || type == .port || type == .range }

  private static func isTargetSet(_ type: ValueType) -> Bool {
    [.targets, .address, .network, .addressRange, .record(.host)].contains(type)
  }

  /// What `-` makes of its operand, `nil` where it has no meaning.
  static func negated(_ type: ValueType) -> ValueType? {
    switch type {
    case .unknown, .int, .float, .duration: type
    default: nil
    }
  }

  private static let numbers: [Row] = [
    (.int, .int, .int), (.int, .float, .float), (.float, .int, .float), (.float, .float, .float),
  ]

  private static let table: [BinaryOperator: [Row]] = [
    .add: numbers + [
      (.string, .string, .string), (.bytes, .bytes, .bytes), (.list(.unknown), .list(.unknown), .list(.unknown)),
      (.duration, .duration, .duration), (.size, .size, .size), (.time, .duration, .time),
      (.duration, .time, .time), (.date, .duration, .date),
    ],
    .subtract: numbers + [
      (.duration, .duration, .duration), (.size, .size, .size), (.time, .duration, .time),
      (.time, .time, .duration), (.date, .duration, .date), (.date, .date, .duration),
    ],
    .multiply: numbers + [
      (.duration, .int, .duration), (.duration, .float, .duration), (.int, .duration, .duration),
      (.float, .duration, .duration), (.size, .int, .size), (.int, .size, .size),
    ],
    .divide: [
      (.int, .int, .float), (.int, .float, .float), (.float, .int, .float), (.float, .float, .float),
      (.duration, .duration, .float), (.duration, .int, .duration), (.duration, .float, .duration),
      (.size, .size, .float), (.size, .int, .size),
    ],
    .modulo: numbers,
    .union: [(.state, .state, .state), (.flags, .flags, .flags)],
    .intersection: [(.flags, .flags, .flags)],
    .has: [(.flags, .flags, .bool)],
    .matches: [(.string, .string, .bool)],
  ]

  /// Whether `in` can ask for an element of one type in a container of another; `nil` when it contains nothing.
  static func contains(_ container: ValueType, _ element: ValueType) -> Bool? {
    switch container {
    case .unknown, .map: true
    case .list(let inner): TypeLattice.areComparable(inner, element)
    case .string: element == .unknown || element == .string
    case .targets, .network, .addressRange: TypeLattice.isTargetLike(element) && element != .string
    case .range: [.unknown, .int, .port, .range].contains(element)
    case .ports: [.unknown, .int, .port, .range, .ports].contains(element)
    default: nil
    }
  }
}
