// SPDX-License-Identifier: GPL-3.0-or-later

/// `name = value` for a name of the own frame.
final class SetLocalNode: Node {
  let slot: Int
  let value: Node

  init(_ id: Int32, _ slot: Int, _ value: Node) {
    self.slot = slot
    self.value = value
    super.init(id)
  }

  override func exec(_ frame: Frame) throws(Trap) -> Flow {
    frame.slots[slot] = try value.eval(frame)
    return .next
  }
}

/// `name = value` where the value is known to be an integer.
final class SetLocalIntNode: Node {
  let slot: Int
  let value: Node

  init(_ id: Int32, _ slot: Int, _ value: Node) {
    self.slot = slot
    self.value = value
    super.init(id)
  }

  override func exec(_ frame: Frame) throws(Trap) -> Flow {
    frame.set(slot, try value.evalInt(frame))
    return .next
  }
}

/// `name = value` for a name of the top level.
final class SetGlobalNode: Node {
  let slot: Int
  let value: Node

  init(_ id: Int32, _ slot: Int, _ value: Node) {
    self.slot = slot
    self.value = value
    super.init(id)
  }

  override func exec(_ frame: Frame) throws(Trap) -> Flow {
    let result = try value.eval(frame)
    frame.run.pointee.globals[slot] = result
    return .next
  }
}

final class BlockNode: Node {
  private let statements: NodeList

  init(_ id: Int32, _ statements: [Node]) {
    self.statements = NodeList(statements)
    super.init(id)
  }

  deinit { statements.deallocate() }

  override func exec(_ frame: Frame) throws(Trap) -> Flow {
    for place in 0..<statements.count {
      let flow = try statements.exec(place, frame)
      if !flow.isNext { return flow }
    }
    return .next
  }
}

/// Two statements: the usual body of a loop.
final class PairNode: Node {
  let first: Node
  let second: Node

  init(_ id: Int32, _ first: Node, _ second: Node) {
    self.first = first
    self.second = second
    super.init(id)
  }

  override func exec(_ frame: Frame) throws(Trap) -> Flow {
    let flow = try first.exec(frame)
    if !flow.isNext { return flow }
    return try second.exec(frame)
  }
}

/// A block that stands as a value: what leaves it early travels as a `.flow` trap.
final class BlockValueNode: Node {
  let statements: [Node]
  let value: Node

  init(_ id: Int32, _ statements: [Node], _ value: Node) {
    self.statements = statements
    self.value = value
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value {
    for statement in statements {
      let flow = try statement.exec(frame)
      if !flow.isNext {
        frame.run.pointee.pendingFlow = flow
        throw Trap(kind: .flow, node: id)
      }
    }
    return try value.eval(frame)
  }
}

extension Frame {
  /// Runs a part that may contain a block as a value, and turns a `.flow` trap back into a flow.
  @inline(__always)
  func catchingFlow(_ node: Node) throws(Trap) -> Flow {
    do throws(Trap) { return try node.exec(self) } catch {
      guard error.kind == .flow else { throw error }
      let flow = run.pointee.pendingFlow
      run.pointee.pendingFlow = .next
      return flow
    }
  }
}

final class IfNode: Node {
  let condition: Node
  let then: Node
  let otherwise: Node?

  init(_ id: Int32, _ condition: Node, _ then: Node, _ otherwise: Node?) {
    self.condition = condition
    self.then = then
    self.otherwise = otherwise
    super.init(id)
  }

  override func exec(_ frame: Frame) throws(Trap) -> Flow {
    if try condition.evalBool(frame) { return try then.exec(frame) }
    if let otherwise { return try otherwise.exec(frame) }
    return .next
  }
}

/// `if … else …` as a value.
final class ChooseNode: Node {
  let condition: Node
  let then: Node
  let otherwise: Node

  init(_ id: Int32, _ condition: Node, _ then: Node, _ otherwise: Node) {
    self.condition = condition
    self.then = then
    self.otherwise = otherwise
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value {
    try condition.evalBool(frame) ? try then.eval(frame) : try otherwise.eval(frame)
  }

  override func evalInt(_ frame: Frame) throws(Trap) -> Int {
    try condition.evalBool(frame) ? try then.evalInt(frame) : try otherwise.evalInt(frame)
  }
}

final class WhileNode: Node {
  let condition: Node
  let body: Node

  init(_ id: Int32, _ condition: Node, _ body: Node) {
    self.condition = condition
    self.body = body
    super.init(id)
  }

  override func exec(_ frame: Frame) throws(Trap) -> Flow {
    while try condition.evalBool(frame) {
      try frame.tick(id)
      switch try frame.catchingFlow(body) {
      case .next, .nextRound: continue
      case .leaveLoop: return .next
      case .giveBack(let value): return .giveBack(value)
      }
    }
    return .next
  }
}

/// `for x in e`, `for k, v in e`: slots of the frame take the items in turn.
final class ForNode: Node {
  let collection: Node
  let first: Int
  let second: Int?
  let body: Node

  init(_ id: Int32, _ collection: Node, first: Int, second: Int?, _ body: Node) {
    self.collection = collection
    self.first = first
    self.second = second
    self.body = body
    super.init(id)
  }

  override func exec(_ frame: Frame) throws(Trap) -> Flow {
    let collection = try self.collection.eval(frame)
    if second == nil {
      if let range = collection.asRange { return try walk(range, frame) }
      if let list = collection.asList { return try walk(list.items, frame) }
    } else if let map = collection.asMap {
      return try walk(map, frame)
    }
    let iterator = try frame.iterator(over: collection, pairs: second != nil, id)
    while let item = iterator.next() {
      try frame.tick(id)
      frame.slots[first] = item.0
      if let second { frame.slots[second] = item.1 }
      switch try frame.catchingFlow(body) {
      case .next, .nextRound: continue
      case .leaveLoop: return .next
      case .giveBack(let value): return .giveBack(value)
      }
    }
    return .next
  }
}

extension ForNode {
  /// A round of the loop; what ends it, or `nil` when the next round may begin.
  @inline(__always)
  private func round(_ frame: Frame) throws(Trap) -> Flow? {
    switch try frame.catchingFlow(body) {
    case .next, .nextRound: return nil
    case .leaveLoop: return .next
    case .giveBack(let value): return .giveBack(value)
    }
  }

  private func walk(_ range: RangeObject, _ frame: Frame) throws(Trap) -> Flow {
    var number = range.first
    let last = range.last
    guard number <= last else { return .next }
    while true {
      try frame.tick(id)
      frame.set(first, number)
      if let end = try round(frame) { return end }
      if number == last { return .next }
      number += 1
    }
  }

  private func walk(_ items: [Value], _ frame: Frame) throws(Trap) -> Flow {
    for place in items.indices {
      try frame.tick(id)
      frame.slots[first] = items[place]
      if let end = try round(frame) { return end }
    }
    return .next
  }

  /// The map as it is now; the loop may change it.
  private func walk(_ map: MapObject, _ frame: Frame) throws(Trap) -> Flow {
    let keys = map.keys
    let values = map.values
    for place in keys.indices {
      try frame.tick(id)
      frame.slots[first] = keys[place]
      if let second { frame.slots[second] = values[place] }
      if let end = try round(frame) { return end }
    }
    return .next
  }
}

final class BreakNode: Node {
  override func exec(_ frame: Frame) throws(Trap) -> Flow { .leaveLoop }
}

final class ContinueNode: Node {
  override func exec(_ frame: Frame) throws(Trap) -> Flow { .nextRound }
}

final class ReturnNode: Node {
  let value: Node

  init(_ id: Int32, _ value: Node) {
    self.value = value
    super.init(id)
  }

  override func exec(_ frame: Frame) throws(Trap) -> Flow { .giveBack(try value.eval(frame)) }
}

/// `fail "message"`
final class FailNode: Node {
  let message: Node

  init(_ id: Int32, _ message: Node) {
    self.message = message
    super.init(id)
  }

  override func exec(_ frame: Frame) throws(Trap) -> Flow {
    let text = try message.eval(frame)
    throw frame.trap(.failed, id, try frame.displayText(text, id))
  }
}

/// `try e else v`
final class TryNode: Node {
  let attempt: Node
  let otherwise: Node

  init(_ id: Int32, _ attempt: Node, _ otherwise: Node) {
    self.attempt = attempt
    self.otherwise = otherwise
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value {
    let depth = frame.run.pointee.depth
    do throws(Trap) { return try attempt.eval(frame) } catch {
      guard error.kind.isCatchable else { throw error }
      frame.run.pointee.depth = depth
      return try otherwise.eval(frame)
    }
  }
}
