// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// What is known of the variables while a plan is made.
///
/// Known values stand in the session's own frame and globals, so that the interpreter evaluates with them; this table
/// says which of them count, and how large the others can be.
struct PlanState {
  /// What is known of one variable.
  struct Entry {
    var isKnown = false
    var extent = Extent.anything
  }

  /// The unit whose frame is walked.
  var unit: Int
  private var locals: [Entry]
  private var globals: [Entry]

  /// A program's top level before its first statement.
  init(unit: Int, locals: Int, globals: Int) {
    self.unit = unit
    self.locals = Array(repeating: Entry(), count: locals)
    self.globals = Array(repeating: Entry(), count: globals)
  }

  /// What is known of a variable.
  subscript(slot: Slot) -> Entry {
    get {
      switch slot {
      case .local(let number): number < locals.count ? locals[number] : Entry()
      case .global(let number): number < globals.count ? globals[number] : Entry()
      }
    }
    set {
      switch slot {
      case .local(let number): if number < locals.count { locals[number] = newValue }
      case .global(let number): if number < globals.count { globals[number] = newValue }
      }
    }
  }

  /// The state at the beginning of another unit, which sees the same globals.
  func entering(unit: Int, locals count: Int) -> PlanState {
    var state = self
    state.unit = unit
    state.locals = Array(repeating: Entry(), count: count)
    return state
  }

  /// Every variable that it holds.
  var slots: [Slot] { locals.indices.map { .local($0) } + globals.indices.map { .global($0) } }

  /// How many locals it holds.
  var localCount: Int { locals.count }
}

/// A state with its values, to come back to.
struct PlanSnapshot {
  let state: PlanState
  let locals: [Value]
  let globals: [Value]
}

extension Planner {
  /// The value of a variable that is known.
  func value(_ slot: Slot) -> Value {
    switch slot {
    case .local(let number): session.frame.slots[number]
    case .global(let number): session.globals[number]
    }
  }

  /// Sets a variable.
  func set(_ slot: Slot, _ value: PlanValue) {
    let known = value.value
    switch slot {
    case .local(let number): session.frame.slots[number] = known ?? .none
    case .global(let number): session.globals[number] = known ?? .none
    }
    state[slot] = PlanState.Entry(isKnown: known != nil, extent: value.extent)
  }

  /// The state as it is now.
  func snapshot() -> PlanSnapshot {
    PlanSnapshot(
      state: state, locals: (0..<state.localCount).map { session.frame.slots[$0] },
      globals: (0..<program.globalCount).map { session.globals[$0] })
  }

  /// Goes back to a state.
  func restore(_ snapshot: PlanSnapshot) {
    state = snapshot.state
    for (slot, value) in snapshot.locals.enumerated() { session.frame.slots[slot] = value }
    for (slot, value) in snapshot.globals.enumerated() { session.globals[slot] = value }
  }

  /// Joins another way to the same place in: what differs is not known any more.
  func join(_ other: PlanSnapshot) {
    for slot in state.slots {
      let (own, theirs) = (state[slot], other.state[slot])
      let value =
        switch slot {
        case .local(let number): other.locals[number]
        case .global(let number): other.globals[number]
        }
      if own.isKnown, theirs.isKnown, self.value(slot).isSame(as: value) { continue }
      set(slot, .unknown(own.extent == theirs.extent ? own.extent : .anything))
    }
  }

  /// Forgets what some code may have set.
  func forget(_ slots: Set<Slot>) {
    for slot in slots { set(slot, .unknown(.anything)) }
  }
}
