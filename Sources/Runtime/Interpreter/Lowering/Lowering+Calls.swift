// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

extension Lowering {
  func call(_ callee: Expression, _ arguments: [Argument], _ expression: Expression) -> Node {
    let id = id(expression)
    if case .member(let object, let name, let isOptional) = program.form(callee) {
      let receiver = self.expression(object)
      let base = reserve(arguments.count)
      let call = CallMethodNode(
        id, receiver, text(name.text), base: base, arguments.map { self.expression($0.value) },
        labels: arguments.map { $0.name?.text }, isOptional: isOptional)
      return MapGetNode.fits(call) ? MapGetNode(call) : TextTestNode(call) ?? call
    }
    switch Self.callee(callee, program) {
    case .builtin(let builtin):
      let nodes = builtinArguments(arguments, sources: program.arguments[expression.id] ?? [], id)
      let base = reserve(1)
      return CallBuiltinNode(
        id, { context, values throws(Trap) in try Builtins.call(builtin, values, context) }, base: base, nodes)
    case .function(let number):
      let function = program.functions[number]
      let base = reserve(function.parameterTypes.count)
      let nodes = functionArguments(arguments, expression, function, base: base)
      if nodes.count == 1, isExpressionBody(function.unit) {
        return CallOneNode(id, unit: function.unit, base: base, nodes[0])
      }
      return CallNode(id, unit: function.unit, base: base, nodes)
    default:
      let function = self.expression(callee)
      let base = reserve(arguments.count)
      return CallValueNode(id, function, base: base, placed(arguments.map(\.value), base: base))
    }
  }

  /// What a callee's name stands for.
  static func callee(_ callee: Expression, _ program: CheckedProgram) -> Resolution {
    guard case .name = program.form(callee) else { return .unresolved }
    return program.resolutions[callee.id]
  }

  /// Makes room for the arguments of a call; gives their first slot.
  func reserve(_ count: Int) -> Int {
    let base = unit.free
    unit.reserve(base + max(count, 1))
    return base
  }

  /// Lowers arguments that stand from `base` on: calls within an argument use the slots behind those already filled.
  func placed(_ expressions: [Expression], base: Int) -> [Node] {
    let saved = unit.free
    defer { unit.free = saved }
    return expressions.enumerated().map { place, expression in
      unit.free = base + place
      unit.reserve(unit.free + 1)
      return self.expression(expression)
    }
  }

  /// One value for each parameter of a function, defaults filled in.
  func functionArguments(
    _ arguments: [Argument], _ expression: Expression, _ function: CheckedFunction, base: Int
  ) -> [Node] {
    let sources = program.arguments[expression.id] ?? []
    let values = function.declaration.parameters.enumerated().map { place, parameter -> Expression in
      if place < sources.count, case .argument(let number) = sources[place] { return arguments[number].value }
      return parameter.defaultValue ?? Expression(id: expression.id, span: expression.span, kind: .none)
    }
    let nodes = placed(values, base: base)
    return zip(zip(values, nodes), function.parameterTypes).map { value, type in
      guarded(value.1, known: self.type(value.0), wanted: type)
    }
  }

  /// The defaults that a call leaves to its function.
  func defaults(of function: CheckedFunction, _ sources: [ArgumentSource]) -> [Expression] {
    function.declaration.parameters.enumerated().compactMap { place, parameter in
      if place < sources.count, case .argument = sources[place] { return nil }
      return parameter.defaultValue
    }
  }

  /// Forgets what was computed for an expression and everything in it.
  func forgetHoisted(in expression: Expression) {
    hoisted[expression.id] = nil
    for part in WaitFinder.operands(expression) { forgetHoisted(in: part) }
  }

  /// The node, with a look at its value where the checker could not know that it fits what is declared, and with
  /// its conversion where a set is declared.
  func guarded(_ node: Node, known: ValueType, wanted: ValueType) -> Node {
    if wanted == .targets || wanted == .ports, known != wanted { return TypeGuardNode(node.id, node, wanted) }
    guard known == .unknown, wanted != .unknown, !node.isConstant else { return node }
    return TypeGuardNode(node.id, node, wanted)
  }

  /// One value for each parameter of a builtin: a list for a variadic one, none for one that is left out.
  func builtinArguments(_ arguments: [Argument], sources: [ArgumentSource], _ id: Int32) -> [Node] {
    sources.map { source in
      switch source {
      case .argument(let number): expression(arguments[number].value)
      case .defaultValue: ConstantNode(id, .none)
      case .rest(let first):
        ListNode(id, arguments[min(first, arguments.count)...].filter { $0.name == nil }.map { expression($0.value) })
      }
    }
  }

  /// Whether a function's body will be lowered to a single expression.
  private func isExpressionBody(_ number: Int) -> Bool {
    guard !program.units[number].mayWait,
      let function = program.functions.first(where: { $0.unit == number })
    else { return false }
    return Self.isValue(function.declaration.body.statements[...])
  }

  /// Whether statements amount to one expression; decides the same as `valueOfBody`.
  static func isValue(_ statements: ArraySlice<Statement>) -> Bool {
    guard let first = statements.first else { return false }
    switch first.kind {
    case .returnValue(let value?): return !JumpFinder.jumps(value)
    case .expression(let expression):
      guard case .ifElse(let conditional) = expression.kind else { return false }
      guard conditional.branches.allSatisfy({ isValue($0.body.statements[...]) }) else { return false }
      return conditional.otherwise.map { isValue($0.statements[...]) } ?? isValue(statements.dropFirst())
    default: return false
    }
  }
}
