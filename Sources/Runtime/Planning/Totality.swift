// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Whether evaluating something that a plan does not know can end the run with an error.
///
/// What is planned behind a place that may fail is not certain, so its least is nothing. The rules are a list of forms
/// that never fail on the types the checker knows; everything else may.
struct Totality {
  let program: CheckedProgram

  /// Whether it always has a value.
  func isTotal(_ expression: Expression) -> Bool {
    switch program.form(expression) {
    case .none, .bool, .int, .float, .bytes, .address, .network, .addressRange, .port, .range, .duration, .rate, .size,
      .date, .name, .scan:
      return true
    case .string, .list, .paren: return WaitFinder.operands(expression).allSatisfy { isTotal($0) }
    case .map(let entries): return entries.allSatisfy { isTotal($0.key) && isTotal($0.value) }
    case .lambda: return true
    case .unary(let operation, let operand): return operation == .not && type(operand) == .bool && isTotal(operand)
    case .binary(let operation, let left, let right, _):
      return isTotal(left) && isTotal(right) && isTotal(operation, type(left), type(right))
    case .member(let object, let name, _):
      return isTotal(object) && hasField(type(object), name.text)
    case .call(let callee, let arguments): return isTotal(callee, arguments)
    case .tryElse(_, let otherwise): return isTotal(otherwise)
    case .ifElse(let conditional):
      return conditional.branches.allSatisfy {
        type($0.condition) == .bool && isTotal($0.condition) && isTotal($0.body)
      }
        && (conditional.otherwise.map { isTotal($0) } ?? true)
    default: return false
    }
  }

  /// Whether all statements end without an error.
  func isTotal(_ block: Block) -> Bool { block.statements.allSatisfy { isTotal($0) } }

  /// Whether it ends without an error.
  func isTotal(_ statement: Statement) -> Bool {
    switch statement.kind {
    case .binding(_, _, let value), .expression(let value): return isTotal(value)
    case .assignment(let place, .set, let value):
      if case .name = place.kind { return isTotal(value) }
      return false
    case .finding(let finding):
      if case .computed = finding.level { return false }
      return isTotal(finding.text) && [finding.place, finding.fields].allSatisfy { $0.map { isTotal($0) } ?? true }
    case .emit(_, let value), .returnValue(let value?): return isTotal(value)
    case .show(let show): return isTotal(show.value)
    case .save(let save): return isTotal(save.value) && isTotal(save.path)
    case .expect(let condition, let message):
      return type(condition) == .bool && isTotal(condition) && (message.map { isTotal($0) } ?? true)
    case .forLoop(_, let collection, let body):
      if case .list = type(collection) { return isTotal(collection) && isTotal(body) }
      return false
    case .expectBlock(let results, _): return isTotal(results)
    case .breakLoop, .continueLoop, .returnValue, .edition, .function, .technique, .parameter, .test, .network:
      return true
    default: return false
    }
  }

  private func type(_ expression: Expression) -> ValueType { program.types[expression.id] }

  private func isTotal(_ operation: BinaryOperator, _ left: ValueType, _ right: ValueType) -> Bool {
    switch operation {
    case .equal, .notEqual: true
    case .and, .or: left == .bool && right == .bool
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      left == right && [.int, .float, .duration, .date, .time, .address, .string].contains(left)
    case .isIn, .isNotIn: isCollection(right)
    case .coalesce: true
    default: false
    }
  }

  private func isCollection(_ type: ValueType) -> Bool {
    switch type {
    case .list, .map, .network, .addressRange, .targets, .ports: true
    default: false
    }
  }

  /// Records have their fields; a list has its count, and `first` and `last` may be missing.
  private func hasField(_ type: ValueType, _ name: String) -> Bool {
    switch type {
    case .record: FieldName(rawValue: name).map { FieldTable.row(type, $0) != nil } ?? false
    case .list, .string: name == "count" || name == "length"
    default: false
    }
  }

  private static let totalBuiltins: Set<Builtin> = [.print, .note, .len, .str, .now, .today, .stop, .sleep]
  private static let totalMethods: Set<MethodName> = [.where, .map, .any, .all, .take, .unique, .reverse, .mayBe]

  private func isTotal(_ callee: Expression, _ arguments: [Argument]) -> Bool {
    guard arguments.allSatisfy({ isTotal($0.value) }) else { return false }
    if case .member(let object, let name, _) = program.form(callee) {
      guard let method = MethodName(rawValue: name.text), Self.totalMethods.contains(method), isTotal(object) else {
        return false
      }
      return isReceiver(type(object)) && arguments.allSatisfy { isTotalFunction($0.value) }
    }
    if case .builtin(let builtin) = Lowering.callee(callee, program) { return Self.totalBuiltins.contains(builtin) }
    return false
  }

  private func isReceiver(_ type: ValueType) -> Bool {
    switch type {
    case .list, .state: true
    default: false
    }
  }

  /// An argument of a list method: no function, or a lambda whose body is total.
  private func isTotalFunction(_ expression: Expression) -> Bool {
    if case .lambda(_, let body) = expression.kind { return isTotal(body) }
    if case .function = type(expression) { return false }
    if case .unknown = type(expression) { return false }
    return true
  }
}
