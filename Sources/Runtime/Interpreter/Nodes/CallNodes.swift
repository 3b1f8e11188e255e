// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

extension Frame {
  /// The frame of a call, whose arguments stand at the caller's slot `base`.
  @inline(__always)
  func callee(_ base: Int) -> Frame { Frame(slots: slots + base, run: run) }

  /// Counts a call in: steps, depth and room on the stack.
  @inline(__always)
  func enter(_ code: Code, _ node: Int32) throws(Trap) {
    try tick(node)
    run.pointee.depth &-= 1
    if run.pointee.depth < 0 || slots + Int(code.slots) > run.pointee.limit { throw tooDeep(node) }
  }

  /// Counts a call out and lets go of what its frame held.
  @inline(__always)
  func leave(_ code: Code) {
    run.pointee.depth &+= 1
    var slot = slots
    let end = slot + Int(code.namedSlots)
    while slot != end {
      if case .object = slot.pointee { slot.pointee = .none }
      slot += 1
    }
  }

  /// Counts a call out that a trap ended. Where `try` may go on, what stayed would have a second owner; where it may
  /// not, what the frame held is freed when the run is over: that may take longer than an interrupt should.
  @inline(never)
  func leave(_ code: Code, _ trap: Trap) {
    if trap.kind.isCatchable || trap.kind == .flow { leave(code) }
  }

  @inline(never)
  private func tooDeep(_ node: Int32) -> Trap {
    trap(.callDepth, node, "calls are nested more than \(SizeLimits.callDepth) deep")
  }

  /// Runs a unit in this frame, whose parameters are in place.
  @inline(__always)
  func run(_ code: Code, _ node: Int32) throws(Trap) -> Value {
    try enter(code, node)
    do throws(Trap) {
      let value = code.isExpression ? try code.eval(self) : try code.exec(self).value
      leave(code)
      return value
    } catch {
      leave(code, error)
      guard error.kind == .flow else { throw error }
      let flow = run.pointee.pendingFlow
      run.pointee.pendingFlow = .next
      return flow.value
    }
  }
}

/// Call of a declared function that does not wait.
final class CallNode: Node {
  let unit: Int
  let base: Int
  let arguments: [Node]

  init(_ id: Int32, unit: Int, base: Int, _ arguments: [Node]) {
    self.unit = unit
    self.base = base
    self.arguments = arguments
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value {
    let callee = frame.callee(base)
    try callee.place(arguments, of: frame)
    return try callee.run(frame.run.pointee.code[unit], id)
  }
}

/// Call of a declared function with one parameter whose body is an expression: the form of most recursion.
final class CallOneNode: Node {
  let unit: Int
  let base: Int
  let argument: Node

  init(_ id: Int32, unit: Int, base: Int, _ argument: Node) {
    self.unit = unit
    self.base = base
    self.argument = argument
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value {
    let callee = frame.callee(base)
    let code = frame.run.pointee.code[unit]
    callee.slots[0] = try argument.eval(frame)
    try callee.enter(code, id)
    do throws(Trap) {
      let value = try code.eval(callee)
      callee.leave(code)
      return value
    } catch {
      callee.leave(code, error)
      throw error
    }
  }

  override func evalInt(_ frame: Frame) throws(Trap) -> Int {
    let callee = frame.callee(base)
    let code = frame.run.pointee.code[unit]
    callee.slots[0] = try argument.eval(frame)
    try callee.enter(code, id)
    do throws(Trap) {
      let value = try code.evalInt(callee)
      callee.leave(code)
      return value
    } catch {
      callee.leave(code, error)
      throw error
    }
  }
}

/// Call of a value: it must turn out to be a function that does not wait.
final class CallValueNode: Node {
  let function: Node
  let base: Int
  let arguments: [Node]

  init(_ id: Int32, _ function: Node, base: Int, _ arguments: [Node]) {
    self.function = function
    self.base = base
    self.arguments = arguments
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value {
    let value = try function.eval(frame)
    guard let closure = value.asClosure else { throw frame.wrongType(value, "a function", id) }
    try frame.callee(base).place(arguments, of: frame)
    return try frame.invoke(closure, at: base, count: arguments.count, id)
  }
}

extension Frame {
  /// Puts the values of arguments into the first slots of this frame, which is a callee's.
  @inline(__always)
  func place(_ arguments: [Node], of caller: Frame) throws(Trap) {
    for place in 0..<arguments.count {
      do throws(Trap) { slots[place] = try arguments[place].eval(caller) } catch {
        if error.kind.isCatchable { for earlier in 0..<place { slots[earlier] = .none } }
        throw error
      }
    }
  }

  /// Calls a function value whose `count` arguments stand at slot `base`.
  func invoke(_ closure: ClosureObject, at base: Int, count: Int, _ node: Int32) throws(Trap) -> Value {
    if let builtin = closure.builtin { return try invoke(builtin, at: base, count: count, node) }
    let code = run.pointee.code[closure.unit]
    guard code.parameterCount == count, !code.mayWait else { throw unsuitable(closure, count, node) }
    let callee = callee(base)
    if callee.slots + Int(code.slots) > run.pointee.limit { throw tooDeep(node) }
    for place in 0..<code.captures.count { callee.slots[Int(code.captures[place])] = closure.captured[place] }
    return try callee.run(code, node)
  }

  /// Calls a builtin function that came as a value; its arguments are all by position.
  @inline(never)
  private func invoke(_ builtin: Builtin, at base: Int, count: Int, _ node: Int32) throws(Trap) -> Value {
    let given = (0..<count).map { slots[base + $0] }
    for place in 0..<count { slots[base + place] = .none }
    let parameters = BuiltinTable.row(builtin).parameters
    var arguments: [Value] = []
    for (place, parameter) in parameters.enumerated() {
      if parameter.isVariadic {
        arguments.append(.list(Array(given.dropFirst(place))))
      } else if place < given.count {
        arguments.append(given[place])
      } else if parameter.isOptional {
        arguments.append(.none)
      } else {
        throw trap(.badArgument, node, "\(builtin.rawValue) needs \(parameter.name):")
      }
    }
    if given.count > parameters.count, parameters.first?.isVariadic != true {
      throw trap(.badArgument, node, "\(builtin.rawValue) takes \(parameters.count) values, not \(count)")
    }
    return try Builtins.call(builtin, arguments, CallContext(frame: self, base: base + count, node: node))
  }

  /// Why a function value cannot be called from inside a builtin.
  @inline(never)
  private func unsuitable(_ closure: ClosureObject, _ count: Int, _ node: Int32) -> Trap {
    let unit = run.pointee.session.units[closure.unit]
    if unit.mayWait {
      return trap(.badArgument, node, "\(unit.name) waits for the network and cannot be called here; use `for`")
    }
    return trap(.badArgument, node, "\(unit.name) takes \(unit.parameterCount) values, not \(count)")
  }

  /// Calls a function value with one argument, for methods of lists.
  @inline(__always)
  func invoke(_ closure: ClosureObject, at base: Int, _ argument: Value, _ node: Int32) throws(Trap) -> Value {
    (slots + base).pointee = argument
    return try invoke(closure, at: base, count: 1, node)
  }
}

/// Makes a function value: its code and what it takes along.
final class ClosureNode: Node {
  let unit: Int
  let captured: [Int]

  init(_ id: Int32, unit: Int, captured: [Int]) {
    self.unit = unit
    self.captured = captured
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value {
    .object(ClosureObject(unit: unit, captured: captured.map { frame.slots[$0] }))
  }
}

/// Call of a builtin function that does not wait.
final class CallBuiltinNode: Node {
  let implementation: BuiltinImplementation
  let base: Int
  let arguments: [Node]

  init(_ id: Int32, _ implementation: @escaping BuiltinImplementation, base: Int, _ arguments: [Node]) {
    self.implementation = implementation
    self.base = base
    self.arguments = arguments
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value {
    var values: [Value] = []
    values.reserveCapacity(arguments.count)
    for argument in arguments { values.append(try argument.eval(frame)) }
    return try implementation(CallContext(frame: frame, base: base, node: id), values)
  }
}

/// What the implementation of a builtin or method gets beside its arguments.
struct CallContext {
  let frame: Frame
  /// First slot that is free for calls of function values.
  let base: Int
  let node: Int32

  /// A trap about an argument.
  func bad(_ detail: String) -> Trap { frame.trap(.badArgument, node, detail) }

  /// A trap about a text that cannot be read.
  func badText(_ detail: String) -> Trap { frame.trap(.badText, node, detail) }

  /// A trap about the type of an argument.
  func wrong(_ value: Value, _ wanted: String) -> Trap { frame.wrongType(value, wanted, node) }

  /// Calls a function value with one argument.
  @inline(__always)
  func call(_ closure: ClosureObject, _ argument: Value) throws(Trap) -> Value {
    try frame.invoke(closure, at: base, argument, node)
  }
}

/// The code of a builtin function: arguments in the order of its parameters, defaults filled in.
typealias BuiltinImplementation = (CallContext, [Value]) throws(Trap) -> Value
