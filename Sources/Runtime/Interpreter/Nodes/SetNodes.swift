// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// `a, b except c`
class SetNode: Node {
  final let items: [Node]
  final let except: [Node]

  init(_ id: Int32, _ items: [Node], _ except: [Node]) {
    self.items = items
    self.except = except
    super.init(id)
  }
}

/// A set where targets are wanted.
final class TargetSetNode: SetNode {
  override func eval(_ frame: Frame) throws(Trap) -> Value {
    let context = CallContext(frame: frame, base: 0, node: id)
    let included = try SetBuiltins.targets(try frame.values(items), context)
    guard !except.isEmpty else { return .object(included) }
    let excluded = try SetBuiltins.targets(try frame.values(except), context)
    guard let difference = included.excluding(excluded) else {
      throw frame.trap(.badArgument, id, "what stands behind `except` leaves out a host by name itself")
    }
    return .object(difference)
  }
}

/// A set where ports are wanted.
final class PortSetNode: SetNode {
  override func eval(_ frame: Frame) throws(Trap) -> Value {
    let context = CallContext(frame: frame, base: 0, node: id)
    let included = try SetBuiltins.ports(try frame.values(items), context)
    guard !except.isEmpty else { return .ports(included) }
    return .ports(included.subtracting(try SetBuiltins.ports(try frame.values(except), context)))
  }
}

extension Frame {
  /// The values of nodes in order.
  func values(_ nodes: [Node]) throws(Trap) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(nodes.count)
    for node in nodes { values.append(try node.eval(self)) }
    return values
  }
}
