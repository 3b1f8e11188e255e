// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// Turns the checked tree into executable nodes, and units that may wait into steps.
///
/// Names are slots already; what is decided here is the form: constants, specialised nodes where types are known,
/// the argument areas of calls, and which statements must become steps because something in them waits.
final class Lowering {
  let program: CheckedProgram
  /// Texts of literals: the same text is the same object everywhere, so that map look-ups compare references.
  /// Keyed by bytes: Swift takes texts for equal that only look alike.
  private var texts: [[UInt8]: TextObject] = [:]
  let techniques: [TechniqueObject]

  /// What the function being lowered declares to give back.
  private var returnType = ValueType.unknown
  /// The unit being lowered.
  var unit = UnitLayout(named: 0)
  /// Slots that stand for expressions whose value was computed in a step before.
  var hoisted: [NodeID: Int] = [:]

  init(_ program: CheckedProgram) {
    self.program = program
    self.techniques = program.techniques.map { TechniqueObject($0.technique) }
  }

  /// Slots of the unit being lowered.
  struct UnitLayout {
    /// Slots with names, parameters first, then temporaries of steps.
    var named: Int
    /// The first slot that is free for arguments of calls.
    var free: Int
    /// The most slots in use at a time.
    var total: Int

    init(named: Int) {
      self.named = named
      self.free = named
      self.total = named
      self.highestNamed = named
    }

    /// The most named slots and temporaries in use at a time.
    var highestNamed: Int

    mutating func reserve(_ count: Int) {
      total = max(total, count)
      highestNamed = max(highestNamed, named)
    }
  }

  /// The object for a text of the script.
  func text(_ string: String) -> TextObject {
    let bytes = Array(string.utf8)
    if let known = texts[bytes] { return known }
    let object = TextObject(string)
    texts[bytes] = object
    return object
  }

  /// The node number for messages.
  func id(_ expression: Expression) -> Int32 { Int32(truncatingIfNeeded: expression.id) }
  func id(_ statement: Statement) -> Int32 { Int32(truncatingIfNeeded: statement.id) }

  func type(_ expression: Expression) -> ValueType { program.types[expression.id] }
  func waits(_ expression: Expression) -> Bool { program.waits[expression.id] && hoisted[expression.id] == nil }

  /// Lowers a unit that does not wait, whose body is statements.
  func body(_ block: Block, of number: Int) -> LoweredUnit {
    begin(number)
    if let value = valueOfBody(block.statements[...]) {
      return finish(number, .expression(value))
    }
    return finish(number, .statements(statements(block.statements, id: 0)))
  }

  /// Lowers a lambda.
  func body(_ expression: Expression, of number: Int) -> LoweredUnit {
    begin(number)
    return finish(number, .expression(self.expression(expression)))
  }

  /// Lowers what gives the constants of imported files their values, at the top level of the program.
  func constants(_ statements: [Statement]) -> Node {
    begin(0)
    return self.statements(statements, id: 0)
  }

  /// Lowers a unit that may wait.
  func steps(_ statements: [Statement], of number: Int) -> LoweredUnit {
    begin(number)
    let builder = StepBuilder(self)
    builder.add(statements)
    return finish(number, .steps(builder.finish()))
  }

  /// What a function gives back, held against the type it declares.
  func returned(_ value: Expression) -> Node {
    guarded(expression(value), known: type(value), wanted: returnType)
  }

  private func begin(_ number: Int) {
    returnType = program.functions.first { $0.unit == number }?.declaredReturnType ?? .unknown
    unit = UnitLayout(named: program.units[number].slotCount)
    hoisted = [:]
  }

  private func finish(_ number: Int, _ body: LoweredUnit.Body) -> LoweredUnit {
    LoweredUnit(
      body: body, parameterCount: program.units[number].parameterCount, captures: program.units[number].captures,
      namedSlots: unit.highestNamed, totalSlots: unit.total, name: program.units[number].name)
  }

  /// A body that amounts to one expression: `return e`, or `if c { return a } return b`.
  private func valueOfBody(_ statements: ArraySlice<Statement>) -> Node? {
    guard let first = statements.first else { return nil }
    switch first.kind {
    case .returnValue(let value?) where !JumpFinder.jumps(value): return returned(value)
    case .expression(let expression):
      guard case .ifElse(let conditional) = expression.kind else { return nil }
      return valueOfConditional(
        conditional.branches[...], conditional.otherwise, statements.dropFirst(), id(expression))
    default: return nil
    }
  }

  private func valueOfConditional(
    _ branches: ArraySlice<(condition: Expression, body: Block)>, _ otherwise: Block?,
    _ rest: ArraySlice<Statement>, _ id: Int32
  ) -> Node? {
    guard let branch = branches.first else {
      return otherwise.map { valueOfBody($0.statements[...]) } ?? valueOfBody(rest)
    }
    guard let then = valueOfBody(branch.body.statements[...]),
      let other = valueOfConditional(branches.dropFirst(), otherwise, rest, id)
    else { return nil }
    return ChooseNode(id, expression(branch.condition), then, other)
  }
}

/// A unit ready to run.
struct LoweredUnit {
  /// The forms of bodies.
  enum Body {
    case expression(Node)
    case statements(Node)
    case steps(StepProgram)
  }
  let body: Body
  let parameterCount: Int
  let captures: [CodeUnit.Capture]
  let namedSlots: Int
  let totalSlots: Int
  let name: String

  /// Whether running it may wait.
  var mayWait: Bool {
    if case .steps = body { return true }
    return false
  }
}
