// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Expressions: known ones are evaluated, in the others everything that waits is counted.
extension Planner {
  /// The value of an expression, and in the ledger what evaluating it sends.
  func evaluate(_ expression: Expression) throws(Failure) -> PlanValue {
    let use = use(of: expression)
    if use.mayStop { mayStop = true }
    if isKnown(use) { return .known(try evaluateKnown(expression)) }
    guard program.waits[expression.id] else {
      if !totality.isTotal(expression) { doubt.trap = true }
      return .unknown(extent(expression))
    }
    let value = try walk(expression)
    if !totality.isTotal(expression) { doubt.trap = true }
    return value
  }

  private func walk(_ expression: Expression) throws(Failure) -> PlanValue {
    switch expression.kind {
    case .paren(let inner): return try evaluate(inner)
    case .scan(let scan): return try plan(scan, expression)
    case .call(let callee, let arguments): return try call(callee, arguments, expression)
    case .binary(let operation, let left, let right, _) where [.and, .or, .coalesce].contains(operation):
      let first = try evaluate(left)
      if isDecided(operation, by: first) { return first }
      if case .known = first, operation != .coalesce { return try evaluate(right) }
      _ = try perhaps { () throws(Failure) in
        _ = try evaluate(right)
        return .next
      }
      return .unknown(.anything)
    case .tryElse(let attempt, let otherwise): return try attemptOrElse(attempt, otherwise)
    case .ifElse, .match:
      // The value of a block that waits is not followed; what it sends is.
      let exit = try effect(expression)
      if exit != .next { doubt.function = true }
      return .unknown(.anything)
    default:
      for part in WaitFinder.operands(expression) { _ = try evaluate(part) }
      return .unknown(extent(expression))
    }
  }

  private func isDecided(_ operation: BinaryOperator, by left: PlanValue) -> Bool {
    switch (operation, left) {
    case (.and, .known(.bool(false))), (.or, .known(.bool(true))): true
    case (.coalesce, .known(let value)): !value.isNone
    default: false
    }
  }

  /// `try e else v`: a failure of the first is no doubt about what follows, and then the second is done.
  private func attemptOrElse(_ attempt: Expression, _ otherwise: Expression) throws(Failure) -> PlanValue {
    let before = doubt.trap
    var value: PlanValue?
    do throws(Failure) {
      value = try evaluate(attempt)
    } catch {
      guard case .trapped(let trap, _) = error, trap.kind.isCatchable else { throw error }
    }
    let mayFail = doubt.trap && !before
    doubt.trap = before
    // It failed for certain, by what is known already.
    guard value != nil else { return try evaluate(otherwise) }
    if mayFail || before || value?.value == nil {
      _ = try perhaps { () throws(Failure) in
        _ = try evaluate(otherwise)
        return .next
      }
      forget(finder.use(of: attempt).writes)
    }
    return .unknown(value?.extent ?? .anything)
  }

  // MARK: Calls

  private func call(_ callee: Expression, _ arguments: [Argument], _ expression: Expression) throws(Failure)
    -> PlanValue
  {
    if case .member(let object, let name, _) = program.form(callee) {
      // A function in a map may wait, and it is not known which one it is.
      _ = try evaluate(object)
      for argument in arguments { _ = try evaluate(argument.value) }
      if MethodName(rawValue: name.text) == nil { addUnknownFunction(expression) }
      return .unknown(extent(expression))
    }
    switch Lowering.callee(callee, program) {
    case .builtin(let builtin): return try followUp(builtin, arguments, expression)
    case .function(let number):
      return try call(function: number, try values(of: arguments, expression, number), expression)
    default:
      let function = try evaluate(callee).value?.asClosure
      var values: [PlanValue] = []
      for argument in arguments { values.append(try evaluate(argument.value)) }
      guard let function, function.builtin == nil else {
        addUnknownFunction(expression)
        return .unknown(.anything)
      }
      guard let number = program.functions.firstIndex(where: { $0.unit == function.unit }) else {
        // A lambda, and lambdas do not wait.
        doubt.trap = true
        return .unknown(.anything)
      }
      return try call(function: number, values, expression)
    }
  }

  private func values(
    of arguments: [Argument], _ expression: Expression, _ number: Int
  ) throws(Failure) -> [PlanValue] {
    let sources = program.arguments[expression.id] ?? []
    var values: [PlanValue] = []
    for (place, parameter) in program.functions[number].declaration.parameters.enumerated() {
      if place < sources.count, case .argument(let argument) = sources[place] {
        values.append(try evaluate(arguments[argument].value))
      } else if let standard = parameter.defaultValue {
        values.append(try evaluate(standard))
      } else {
        values.append(.known(.none))
      }
    }
    return values
  }

  /// Walks a declared function with what is known of its arguments.
  private func call(
    function number: Int, _ arguments: [PlanValue], _ expression: Expression
  ) throws(Failure) -> PlanValue {
    if cut.contains(number) { return .unknown(.anything) }
    guard calls.count < SizeLimits.callDepth else {
      let trap = Trap(kind: .callDepth, node: lowering.id(expression))
      throw .trapped(trap, detail: "calls are nested more than \(SizeLimits.callDepth) deep")
    }
    if calls.contains(number), arguments.contains(where: { $0.value == nil }) {
      return try callWithoutEnd(number, arguments)
    }
    return try body(of: number, arguments)
  }

  /// A recursion whose end only the run knows: its body any number of times.
  private func callWithoutEnd(_ number: Int, _ arguments: [PlanValue]) throws(Failure) -> PlanValue {
    cut.insert(number)
    defer { cut.remove(number) }
    let unknown = arguments.map { _ in PlanValue.unknown(.anything) }
    _ = try perhaps(.any) { () throws(Failure) in
      _ = try body(of: number, unknown)
      return .next
    }
    return .unknown(.anything)
  }

  private func body(of number: Int, _ arguments: [PlanValue]) throws(Failure) -> PlanValue {
    let function = program.functions[number]
    let (outer, outerDoubt, outerReturned) = (snapshot(), doubt, returned)
    calls.append(number)
    defer {
      calls.removeLast()
      restore(outer)
      returned = outerReturned
      doubt.function = outerDoubt.function
      (doubt.loop, doubt.round) = (outerDoubt.loop, outerDoubt.round)
    }
    state = state.entering(unit: function.unit, locals: program.units[function.unit].slotCount)
    for place in 0..<state.localCount { set(.local(place), .unknown(.anything)) }
    for (place, argument) in arguments.enumerated() { set(.local(place), argument) }
    (doubt.function, doubt.loop, doubt.round) = (false, false, false)
    returned = []
    let exit = try walk(function.declaration.body.statements)
    if doubt.function { return .unknown(.anything) }
    return exit == .returned ? returned.last ?? .known(.none) : .known(.none)
  }

  /// Counts a call of which it is not known what it does.
  private func addUnknownFunction(_ expression: Expression) {
    doubt.trap = true
    note("\(place(expression.id)) calls a function that only the run knows: no bound")
    add(FollowUpCost(name: "function", packets: .any, kernel: .any, mostEach: nil), expression)
  }

  // MARK: Extents

  /// How large a value can be that is not known.
  func extent(_ expression: Expression) -> Extent {
    switch program.form(expression) {
    case .paren(let inner): return extent(inner)
    case .name:
      guard let slot = slot(program.resolutions[expression.id]) else { return .anything }
      return state[slot].extent
    case .list(let items): return .list(most: UInt64(items.count))
    case .member(let object, let name, _): return field(name.text, of: extent(object))
    case .call(let callee, let arguments):
      if case .member(let object, let name, _) = program.form(callee) { return method(name.text, of: extent(object)) }
      if case .builtin(.sorted) = Lowering.callee(callee, program), let first = arguments.first {
        return extent(first.value)
      }
      return .anything
    default: return .anything
    }
  }

  private static let portLists: Set<String> = [
    "ports", "open", "closed", "filtered", "unfiltered", "open_filtered", "closed_filtered",
  ]

  private func field(_ name: String, of extent: Extent) -> Extent {
    switch extent {
    case .results(let scan) where name == "hosts": .list(most: scan.hosts)
    case .results(let scan) where Self.portLists.contains(name): .list(most: scan.pairs)
    case .host(let scan) where Self.portLists.contains(name): .list(most: scan.portsOfHost)
    default: .anything
    }
  }

  /// Methods that never give more items than there were.
  private static let shrinking: Set<String> = ["where", "map", "sort_by", "unique", "take", "reverse"]

  private func method(_ name: String, of extent: Extent) -> Extent {
    if case .list = extent, Self.shrinking.contains(name) { return extent }
    if case .results(let scan) = extent, name == "host" { return .host(scan) }
    return .anything
  }
}
