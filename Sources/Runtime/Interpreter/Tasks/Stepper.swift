// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Runs a task's steps until it waits or ends.
struct Stepper {
  let session: Session

  /// Why running stopped.
  private enum Pause {
    case waits
    case ends(Task.Ending)
  }

  /// Goes on with a task, giving it what it waited for.
  func run(_ task: Task, _ resumption: Resumption?) {
    session.current = task
    task.state = .running
    let pause = proceed(task, resumption)
    session.current = nil
    guard case .ends(let ending) = pause else { return }
    session.clearStack()
    task.state = .ended
    task.completion(ending)
  }

  private func proceed(_ task: Task, _ resumption: Resumption?) -> Pause {
    let top = task.activations[task.activations.count - 1]
    guard session.units[top.unit].totalSlots < Session.stackSlots else {
      return .ends(.trapped(Trap(kind: .collectionLimit, node: 0), detail: "a statement holds too many waits"))
    }
    load(task)
    var resumption = resumption
    while true {
      do throws(Trap) {
        if let given = resumption {
          resumption = nil
          try deliver(given, to: task)
        }
        if try !steps(task) { return .waits }
        return .ends(.finished)
      } catch {
        // Whatever it was about to wait for did not begin.
        task.state = .running
        if error.kind == .flow {
          if follow(session.takeFlow(), task) { return .ends(.finished) }
          continue
        }
        guard recover(task, from: error) else { return .ends(.trapped(error, detail: session.detail)) }
      }
    }
  }

  private func deliver(_ resumption: Resumption, to task: Task) throws(Trap) {
    switch resumption {
    case .value(let value):
      let top = task.activations[task.activations.count - 1]
      session.frame.slots[top.resultSlot] = value
    case .trap(let kind, let detail): throw session.frame.trap(kind, session.waitNode(task), detail)
    }
  }

  /// Moves the innermost activation onto the stack.
  private func load(_ task: Task) {
    let top = task.activations.count - 1
    for (slot, value) in task.activations[top].saved.enumerated() { session.frame.slots[slot] = value }
    task.activations[top].saved = []
  }

  /// Moves the innermost activation off the stack.
  private func store(_ task: Task) {
    let top = task.activations.count - 1
    let count = session.units[task.activations[top].unit].namedSlots
    var saved: [Value] = []
    saved.reserveCapacity(count)
    for slot in 0..<count {
      saved.append(session.frame.slots[slot])
      session.frame.slots[slot] = .none
    }
    task.activations[top].saved = saved
  }

  /// Goes to the innermost try that takes the trap; `false` when there is none.
  private func recover(_ task: Task, from trap: Trap) -> Bool {
    session.resetDepth()
    guard trap.kind.isCatchable else { return false }
    while let top = task.activations.indices.last {
      if let target = task.activations[top].tries.popLast() {
        task.activations[top].step = target
        if !task.activations[top].saved.isEmpty { load(task) }
        return true
      }
      if top == 0 { return false }
      session.clearStack()
      task.activations.removeLast()
    }
    return false
  }

  /// Runs steps; `false` when the task waits now, `true` when it is over.
  private func steps(_ task: Task) throws(Trap) -> Bool {
    while true {
      let top = task.activations.count - 1
      let unit = session.units[task.activations[top].unit]
      guard case .steps(let program) = unit.body else { return true }
      let frame = session.frame
      let step = task.activations[top].step
      task.activations[top].step = step + 1
      switch program.steps[step] {
      case .exec(let node): if follow(try frame.catchingFlow(node), task) { return true }
      case .evaluate(let node, let slot): frame.slots[slot] = try node.eval(frame)
      case .jump(let target):
        if target <= step { try frame.tick(0) }
        task.activations[top].step = target
      case .jumpUnless(let node, let target):
        if try !node.evalBool(frame) { task.activations[top].step = target }
      case .jumpUnlessNone(let slot, let target):
        if !frame.slots[slot].isNone { task.activations[top].step = target }
      case .call(let unit, let nodes, let slot, let id):
        try enter(task, unit: unit, try frame.values(nodes), captured: [], slot: slot, id)
      case .callValue(let function, let nodes, let slot, let id):
        try callValue(task, try function.eval(frame), try frame.values(nodes), slot: slot, id)
      case .callMember(let receiver, let name, let nodes, let method, let slot, let id):
        guard let closure = frame.slots[receiver].asMap?[.object(name)]?.asClosure,
          MethodName(rawValue: name.string) == nil
        else {
          frame.slots[slot] = try method.eval(frame)
          continue
        }
        try callValue(task, .object(closure), try frame.values(nodes), slot: slot, id)
      case .wait(let builtin, let nodes, let slot, let id):
        task.activations[top].resultSlot = slot
        let values = try frame.values(nodes)
        task.state = .waiting
        try session.begin(builtin, values, task, id)
        store(task)
        return false
      case .scan(let code, let slot, let id):
        task.activations[top].resultSlot = slot
        task.state = .waiting
        try session.beginScan(code, task, id)
        store(task)
        return false
      case .giveBack(let node): if leave(task, try node.eval(frame)) { return true }
      case .beginTry(let target): task.activations[top].tries.append(target)
      case .endTry: task.activations[top].tries.removeLast()
      case .beginLoop(let node, let number, let pairs):
        let iterator = try frame.iterator(over: try node.eval(frame), pairs: pairs, node.id)
        while task.activations[top].iterators.count <= number { task.activations[top].iterators.append(nil) }
        task.activations[top].iterators[number] = iterator
      case .nextItem(let number, let first, let second, let exit, let id):
        try frame.tick(id)
        guard let item = task.activations[top].iterators[number]?.next() else {
          task.activations[top].iterators[number] = nil
          task.activations[top].step = exit
          continue
        }
        frame.slots[first] = item.0
        if let second { frame.slots[second] = item.1 }
      }
    }
  }

  /// Goes where a statement's end leads; `true` when the task is over.
  ///
  /// `break` and `continue` leave the loop of steps around the step that ran, together with the tries opened in it.
  private func follow(_ flow: Flow, _ task: Task) -> Bool {
    let top = task.activations.count - 1
    switch flow {
    case .next: return false
    case .giveBack(let value): return leave(task, value)
    case .leaveLoop, .nextRound: break
    }
    guard case .steps(let program) = session.units[task.activations[top].unit].body else { return false }
    let number = program.loopOfStep[task.activations[top].step - 1]
    // The checker lets neither stand outside a loop.
    guard number >= 0 else { return false }
    let loop = program.loops[number]
    let open = task.activations[top].tries.count
    task.activations[top].tries.removeLast(max(0, open - loop.tries))
    if case .leaveLoop = flow {
      task.activations[top].step = loop.exit
    } else {
      task.activations[top].step = loop.nextRound
    }
    return false
  }

  /// Ends the innermost activation; `true` when it was the last.
  private func leave(_ task: Task, _ value: Value) -> Bool {
    guard task.activations.count > 1 else { return true }
    clear(task)
    task.activations.removeLast()
    load(task)
    session.frame.slots[task.activations[task.activations.count - 1].resultSlot] = value
    return false
  }

  private func clear(_ task: Task) {
    let count = session.units[task.activations[task.activations.count - 1].unit].namedSlots
    for slot in 0..<count { session.frame.slots[slot] = .none }
  }

  /// Starts a declared function that waits.
  private func enter(
    _ task: Task, unit number: Int, _ arguments: [Value], captured: [Value], slot: Int, _ id: Int32
  ) throws(Trap) {
    try session.frame.tick(id)
    guard task.activations.count < SizeLimits.callDepth else {
      throw session.frame.trap(.callDepth, id, "calls are nested more than \(SizeLimits.callDepth) deep")
    }
    let saved = session.initialSlots(unit: number, arguments: arguments, captured: captured)
    task.activations[task.activations.count - 1].resultSlot = slot
    store(task)
    task.activations.append(Activation(unit: number, saved: saved))
    load(task)
  }

  private func callValue(
    _ task: Task, _ function: Value, _ arguments: [Value], slot: Int, _ id: Int32
  ) throws(Trap) {
    let frame = session.frame
    guard let closure = function.asClosure else { throw frame.wrongType(function, "a function", id) }
    let unit = session.units[closure.unit]
    guard closure.builtin != nil || unit.parameterCount == arguments.count else {
      throw frame.trap(.badArgument, id, "\(unit.name) takes \(unit.parameterCount) values, not \(arguments.count)")
    }
    if closure.builtin == nil, unit.mayWait {
      return try enter(task, unit: closure.unit, arguments, captured: closure.captured, slot: slot, id)
    }
    let base = session.units[task.activations[task.activations.count - 1].unit].totalSlots
    for (place, value) in arguments.enumerated() { (frame.slots + base + place).pointee = value }
    frame.slots[slot] = try frame.invoke(closure, at: base, count: arguments.count, id)
  }
}
