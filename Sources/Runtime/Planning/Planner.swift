// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// Works out what a playbook would send, by walking it with what is known before the run (decision 0013).
///
/// Whatever depends on parameters and literals alone is evaluated by the interpreter itself. A `scan` or follow-up is
/// counted instead of run, and its value is unknown; what depends on it is unknown too. Where a condition is unknown,
/// every branch counts for the most and none for the least; a loop over something unknown counts once for each item
/// that there can be. Nothing is sent, no handler is run, no name is looked up unless that is allowed.
final class Planner {
  let session: Session
  let program: CheckedProgram
  let lowering: Lowering
  let finder: NameUseFinder
  let totality: Totality
  /// Addresses of names, where the plan was allowed to ask; `nil` where it was not.
  let resolved: [String: NameResult]?

  var state: PlanState
  var ledger = PlanLedger()
  var doubt = Doubt()
  /// Names of hosts that are looked up, each once, in the order met.
  private(set) var names: [String] = []
  private var knownNames: Set<String> = []
  private(set) var notes: [String] = []
  private var knownNotes: Set<String> = []
  /// Functions being walked, outermost first.
  var calls: [Int] = []
  /// Functions whose further calls are not walked: they are part of a recursion without a known end.
  var cut: Set<Int> = []
  /// What the function being walked gives back, as far as it was met.
  var returned: [PlanValue] = []
  /// Whether something in the handlers of the scan being walked may call `stop()` or `skip(…)`.
  var mayStop = false
  private var visits = 0
  private var uses: [NodeID: NameUse] = [:]
  private var nodes: [NodeID: Node] = [:]

  /// So many statements are walked before the plan says that it cannot follow.
  private static let visitLimit = 200_000

  /// Why something behind may not be reached, so that its least is nothing.
  struct Doubt {
    /// An error may have ended the run, or the handler.
    var trap = false
    /// The function may have returned.
    var function = false
    /// The loop may have been left.
    var loop = false
    /// The loop may have gone on with its next round.
    var round = false

    var isNone: Bool { !trap && !function && !loop && !round }
  }

  /// How a statement ends.
  enum Exit {
    case next, leftLoop, nextRound, returned, failed
  }

  /// Why walking ended.
  enum Failure: Error {
    /// The run would end here with an error.
    case trapped(Trap, detail: String)
    /// There is more to follow than a plan can.
    case tooLong
  }

  /// The first `knownGlobals` have the values that the session holds.
  init(_ session: Session, resolved: [String: NameResult]?, knownGlobals: Int = 0) {
    self.session = session
    self.resolved = resolved
    program = session.program
    lowering = Lowering(program)
    finder = NameUseFinder(program)
    totality = Totality(program: program)
    state = PlanState(unit: 0, locals: program.units[0].slotCount, globals: program.globalCount)
    for slot in 0..<knownGlobals { state[.global(slot)] = PlanState.Entry(isKnown: true) }
    for parameter in program.parameters { state[.global(parameter.slot)] = PlanState.Entry(isKnown: true) }
    for statement in program.imports.flatMap(\.statements) { knowConstant(statement) }
  }

  /// Constants of imported files have their values before anything else is evaluated.
  private func knowConstant(_ statement: Statement) {
    switch statement.kind {
    case .binding(let name, _, _), .ports(let name, _), .targets(let name, _):
      let use = finder.use(of: statement)
      guard case .global(let slot) = program.resolutions[name.id], isKnown(use) else { return }
      state[.global(slot)] = PlanState.Entry(isKnown: true)
    default: break
    }
  }

  /// Walks the playbook's top level.
  func run() throws(Failure) { _ = try walk(program.tree.statements) }

  /// Keeps a remark for the reader of the plan, once.
  func note(_ text: String) {
    if knownNotes.insert(text).inserted { notes.append(text) }
  }

  /// Keeps a name that is looked up, once.
  func addName(_ name: String) {
    if knownNames.insert(name).inserted { names.append(name) }
  }

  /// `file:line:column` of a node.
  func place(_ node: NodeID) -> String { session.spans.place(session.spans.span(Int32(truncatingIfNeeded: node))) }

  // MARK: What is known

  /// The names that an expression uses.
  func use(of expression: Expression) -> NameUse { use(expression.id) { finder.use(of: expression) } }

  private func use(_ id: NodeID, _ find: () -> NameUse) -> NameUse {
    if let known = uses[id] { return known }
    let found = find()
    uses[id] = found
    return found
  }

  /// Whether everything that is used is known, so that the interpreter can evaluate it.
  func isKnown(_ use: NameUse) -> Bool { !use.dependsOnRun && use.reads.allSatisfy { state[$0].isKnown } }

  /// Evaluates what is known.
  func evaluateKnown(_ expression: Expression) throws(Failure) -> Value {
    let node = node(expression.id) { lowering.expression(expression) }
    do throws(Trap) { return try node.eval(session.frame) } catch { throw failure(error) }
  }

  /// A lowered piece, made once; it may use the slots behind those of its unit.
  func node(_ id: NodeID, _ lower: () -> Node) -> Node {
    if let known = nodes[id] { return known }
    lowering.unit = Lowering.UnitLayout(named: program.units[state.unit].slotCount)
    let made = lower()
    nodes[id] = made
    return made
  }

  /// The trap under way as the end of the walk.
  func failure(_ trap: Trap) -> Failure {
    session.resetDepth()
    return .trapped(trap, detail: session.detail)
  }

  // MARK: Statements

  /// Walks statements in order until one leaves them.
  func walk(_ statements: [Statement]) throws(Failure) -> Exit {
    for statement in statements {
      let exit = try walk(statement)
      if exit != .next { return exit }
    }
    return .next
  }

  private func walk(_ statement: Statement) throws(Failure) -> Exit {
    visits += 1
    guard visits <= Self.visitLimit else { throw .tooLong }
    let use = use(statement.id) { finder.use(of: statement) }
    if use.mayStop { mayStop = true }
    if isKnown(use), setsOnlyKnown(statement, use) { return try runKnown(statement, use) }
    return try walkUnknown(statement)
  }

  /// Whether what is set here was known before or surely is set: then running it makes it known.
  private func setsOnlyKnown(_ statement: Statement, _ use: NameUse) -> Bool {
    switch statement.kind {
    case .binding, .ports, .targets, .assignment: true
    default: use.writes.subtracting(use.declared).allSatisfy { state[$0].isKnown }
    }
  }

  /// Has the interpreter run a statement; what it prints and finds is of no interest here.
  private func runKnown(_ statement: Statement, _ use: NameUse) throws(Failure) -> Exit {
    let node = node(statement.id) { lowering.statement(statement) }
    let flow: Flow
    do throws(Trap) { flow = try session.frame.catchingFlow(node) } catch { throw failure(error) }
    for slot in use.writes { state[slot] = PlanState.Entry(isKnown: true, extent: PlanValue.known(value(slot)).extent) }
    switch flow {
    case .next: return .next
    case .leaveLoop: return .leftLoop
    case .nextRound: return .nextRound
    case .giveBack(let value):
      returned.append(.known(value))
      return .returned
    }
  }

  private func walkUnknown(_ statement: Statement) throws(Failure) -> Exit {
    switch statement.kind {
    case .binding(let name, _, let value): set(name, try evaluate(value))
    case .ports(let name, let set), .targets(let name, let set):
      for part in set.items + set.except { _ = try evaluate(part) }
      doubt.trap = true
      self.set(name, .unknown(.anything))
    case .assignment(let place, let operation, let value): try assign(place, operation, value)
    case .expression(let value): return try effect(value)
    case .whileLoop(let condition, let body): return try loop(while: condition, body)
    case .forLoop(let names, let collection, let body): return try loop(over: collection, names, body, statement)
    case .breakLoop: return .leftLoop
    case .continueLoop: return .nextRound
    case .returnValue(let value):
      returned.append(try value.map { expression throws(Failure) in try evaluate(expression) } ?? .known(.none))
      return .returned
    case .fail(let message):
      _ = try evaluate(message)
      throw .trapped(Trap(kind: .failed, node: lowering.id(statement)), detail: "fail")
    case .test, .network, .function, .technique: break
    default:
      for part in WaitFinder.operands(statement) { _ = try evaluate(part) }
      if !totality.isTotal(statement) { doubt.trap = true }
    }
    return .next
  }

  private func assign(
    _ place: Expression, _ operation: AssignmentOperator, _ value: Expression
  ) throws(Failure) {
    let new = try evaluate(value)
    var root = place
    while true {
      switch root.kind {
      case .paren(let inner): root = inner
      case .index(let inner, let index):
        _ = try evaluate(index)
        root = inner
      case .member(let inner, _, _): root = inner
      default:
        guard let slot = slot(program.resolutions[root.id]) else { return }
        let isPlain = root.id == place.id && operation == .set
        if !isPlain { doubt.trap = true }
        return set(slot, isPlain ? new : .unknown(.anything))
      }
    }
  }

  /// The variable behind a name.
  func slot(_ resolution: Resolution) -> Slot? {
    switch resolution {
    case .local(let slot): .local(slot)
    case .global(let slot): .global(slot)
    default: nil
    }
  }

  /// Sets a name that is declared.
  func set(_ name: Name, _ value: PlanValue) {
    if let slot = slot(program.resolutions[name.id]) { set(slot, value) }
  }

  // MARK: What may happen

  /// Walks something that is done some times, perhaps never. Ways out of it become doubts.
  func perhaps(_ count: CountBounds = .perhapsOne, _ body: () throws(Failure) -> Exit) throws(Failure) -> Exit {
    let outer = ledger
    ledger = PlanLedger()
    var exit = Exit.failed
    do throws(Failure) { exit = try body() } catch {
      if case .tooLong = error {
        ledger = outer
        throw error
      }
    }
    let inner = ledger
    ledger = outer
    ledger.add(inner.times(count.orNothing))
    switch exit {
    case .next: break
    case .leftLoop: doubt.loop = true
    case .nextRound: doubt.round = true
    case .returned: doubt.function = true
    case .failed: doubt.trap = true
    }
    return exit
  }
}
