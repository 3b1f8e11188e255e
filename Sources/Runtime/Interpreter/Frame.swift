// SPDX-License-Identifier: GPL-3.0-or-later

/// What evaluation shares within one session, behind a stable pointer.
struct RunState {
  /// Counts down; below zero `Session.tick` looks at limits and interrupts and winds it up again.
  var steps: Int
  /// Calls that may still be nested.
  var depth: Int
  /// End of the value stack.
  var limit: UnsafeMutablePointer<Value>
  /// Code by unit number.
  var code: UnsafeMutablePointer<Code>
  /// Slots of the playbook's top level.
  var globals: UnsafeMutablePointer<Value>
  /// The session; it owns this state and outlives every evaluation.
  unowned(unsafe) var session: Session
  /// What the message of the trap under way says beyond its kind.
  var detail: String
  /// Bytes of texts that are being put together; whoever writes here takes away what it wrote.
  var scratch = ScratchBytes()
  /// Where a `.flow` trap goes.
  var pendingFlow: Flow
}

/// A unit's code as calls see it. The session owns the bodies.
struct Code {
  var body: Unmanaged<Node>
  /// Slots of a frame, with room for the arguments of calls.
  var slots: Int32
  /// The slots that hold names; those above hold arguments of calls under way.
  var namedSlots: Int32
  var parameterCount: Int32
  /// Slots that captured values go to, in the order of the closure's values.
  var captures: UnsafeBufferPointer<Int32>
  /// Whether the body is a single expression.
  var isExpression: Bool
  var mayWait: Bool
}

/// Slots and run state: two words, passed in registers.
struct Frame {
  let slots: UnsafeMutablePointer<Value>
  let run: UnsafeMutablePointer<RunState>

  @inline(__always)
  func tick(_ node: Int32) throws(Trap) {
    run.pointee.steps &-= 1
    if run.pointee.steps < 0 { try slowTick(node) }
  }

  /// Counts the work of a builtin, an item or some bytes a step, so that limits and interrupts reach it.
  func charge(_ work: Int, _ node: Int32) throws(Trap) {
    run.pointee.steps &-= work
    if run.pointee.steps < 0 { try slowTick(node) }
  }

  /// Counts a step for each value that is about to be written into new memory, and looks first whether that much may
  /// be taken.
  func allocate(_ values: Int, _ node: Int32) throws(Trap) {
    try checkRoom(values, node)
    try charge(values, node)
  }

  /// Looks whether so many values may be written into new memory, whose steps are counted one by one.
  func checkRoom(_ values: Int, _ node: Int32) throws(Trap) {
    if values > 1 << 15 {
      try run.pointee.session.checkMemory(node, more: values * MemoryLayout<Value>.stride)
    }
  }

  /// The same for bytes of a text, sixteen a step.
  func allocate(bytes: Int, _ node: Int32) throws(Trap) {
    if bytes > 1 << 19 { try run.pointee.session.checkMemory(node, more: bytes) }
    try charge(bytes >> 4, node)
  }

  @inline(never)
  private func slowTick(_ node: Int32) throws(Trap) { try run.pointee.session.tick(node) }

  /// Notes what the message says and gives the trap.
  @inline(never)
  func trap(_ kind: TrapKind, _ node: Int32, _ detail: String) -> Trap {
    run.pointee.detail = detail
    return Trap(kind: kind, node: node)
  }

  /// Stores for values as text.
  var stores: ResultStores { run.pointee.session.stores }
}

extension Code {
  /// Runs a body of statements in a frame.
  @inline(__always)
  func exec(_ frame: Frame) throws(Trap) -> Flow {
    var trap: Trap?
    var flow = Flow.next
    body._withUnsafeGuaranteedRef { node in
      do throws(Trap) { flow = try node.exec(frame) } catch { trap = error }
    }
    if let trap { throw trap }
    return flow
  }

  /// Evaluates a body that is an expression.
  @inline(__always)
  func eval(_ frame: Frame) throws(Trap) -> Value {
    var trap: Trap?
    var value = Value.none
    body._withUnsafeGuaranteedRef { node in
      do throws(Trap) { value = try node.eval(frame) } catch { trap = error }
    }
    if let trap { throw trap }
    return value
  }

  /// Evaluates a body that is an expression known to be an integer.
  @inline(__always)
  func evalInt(_ frame: Frame) throws(Trap) -> Int {
    var trap: Trap?
    var value = 0
    body._withUnsafeGuaranteedRef { node in
      do throws(Trap) { value = try node.evalInt(frame) } catch { trap = error }
    }
    if let trap { throw trap }
    return value
  }
}
