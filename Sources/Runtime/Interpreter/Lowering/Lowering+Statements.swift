// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

extension Lowering {
  /// Statements in order, as one node.
  func statements(_ statements: [Statement], id: Int32) -> Node {
    let nodes = statements.map { statement($0) }
    switch nodes.count {
    case 1: return nodes[0]
    case 2: return PairNode(id, nodes[0], nodes[1])
    default: return BlockNode(id, nodes)
    }
  }

  /// A statement that does not wait, or whose waiting parts were hoisted.
  func statement(_ statement: Statement) -> Node {
    let id = id(statement)
    switch statement.kind {
    case .binding(let name, _, let value): return assign(to: name.id, expression(value), type(value), id)
    case .ports(let name, let set): return assign(to: name.id, portSet(set, id: id), .ports, id)
    case .targets(let name, let set): return assign(to: name.id, targetSet(set, id: id), .targets, id)
    case .assignment(let place, let operation, let value): return assignment(place, operation, value, id)
    case .expression(let value): return effect(value)
    case .whileLoop(let condition, let body):
      return WhileNode(id, expression(condition), statements(body.statements, id: id))
    case .forLoop(let names, let collection, let body): return loop(names, collection, body, id)
    case .breakLoop: return BreakNode(id)
    case .continueLoop: return ContinueNode(id)
    case .returnValue(let value): return ReturnNode(id, value.map { returned($0) } ?? ConstantNode(id, .none))
    case .fail(let message): return FailNode(id, expression(message))
    case .finding(let finding): return self.finding(finding, id)
    case .emit(let kind, let value): return EmitNode(id, kind.text, expression(value))
    case .show(let show):
      return ShowNode(
        id, expression(show.value), columns: show.columns.map(\.text), sort: show.sort?.text,
        isDescending: show.isDescending)
    case .save(let save):
      return SaveNode(id, expression(save.value), path: expression(save.path), format: save.format?.text)
    case .expect(let condition, let message): return expectation(condition, message, statement)
    case .expectBlock(let results, let clauses): return expectations(results, clauses, id)
    case .scope(let scope):
      guard let set = scope.narrowed else { return BlockNode(id, []) }
      return NarrowScopeNode(id, targetSet(set, id: id))
    case .limits(let entries):
      return LimitsNode(id, entries.map { ($0.name.text, expression($0.value)) })
    default:
      // Declarations have no effect of their own.
      return BlockNode(id, [])
    }
  }

  /// An expression whose value is dropped.
  private func effect(_ value: Expression) -> Node {
    switch value.kind {
    case .ifElse(let conditional):
      var result: Node? = conditional.otherwise.map { statements($0.statements, id: id(value)) }
      for branch in conditional.branches.reversed() {
        result = IfNode(
          id(value), expression(branch.condition), statements(branch.body.statements, id: id(value)), result)
      }
      return result ?? BlockNode(id(value), [])
    case .match(let match): return self.match(match, value, asValue: false)
    case .paren(let inner): return effect(inner)
    default: return expression(value)
    }
  }

  /// Stores into the slot of a declared name.
  func assign(to name: NodeID, _ value: Node, _ type: ValueType, _ id: Int32) -> Node {
    switch program.resolutions[name] {
    case .local(let slot):
      return type == .int ? SetLocalIntNode(id, slot, value) : SetLocalNode(id, slot, value)
    case .global(let slot): return SetGlobalNode(id, slot, value)
    default: return value
    }
  }

  private func assignment(
    _ place: Expression, _ operation: AssignmentOperator, _ value: Expression, _ id: Int32
  ) -> Node {
    var path: [Node] = []
    var root = place
    while true {
      switch root.kind {
      case .index(let collection, let index):
        path.insert(expression(index), at: 0)
        root = collection
        continue
      case .member(let object, let name, _):
        path.insert(ConstantNode(self.id(root), .object(text(name.text))), at: 0)
        root = object
        continue
      case .paren(let inner):
        root = inner
        continue
      default: break
      }
      break
    }
    if path.isEmpty, let simple = simpleAssignment(root, operation, value, id) { return simple }
    if let direct = directUpdate(root, path, operation, value, id) { return direct }
    let change: UpdateNode.Change = BinaryOperator(operation).map { .combine($0) } ?? .set
    switch program.resolutions[root.id] {
    case .local(let slot):
      return UpdateNode(id, slot: slot, isGlobal: false, path: path, change: change, value: expression(value))
    case .global(let slot):
      return UpdateNode(id, slot: slot, isGlobal: true, path: path, change: change, value: expression(value))
    default: return BlockNode(id, [])
    }
  }

  /// `name += value` and `name[key] = value`, the usual ways to build texts, lists and maps.
  private func directUpdate(
    _ root: Expression, _ path: [Node], _ operation: AssignmentOperator, _ value: Expression, _ id: Int32
  ) -> Node? {
    let slot: Int
    let isGlobal: Bool
    switch program.resolutions[root.id] {
    case .local(let number): (slot, isGlobal) = (number, false)
    case .global(let number): (slot, isGlobal) = (number, true)
    default: return nil
    }
    switch (path.count, operation) {
    case (0, .add): return AppendNode(id, slot: slot, isGlobal: isGlobal, expression(value))
    case (1, .set): return SetItemNode(id, slot: slot, isGlobal: isGlobal, key: path[0], expression(value))
    default: return nil
    }
  }

  /// `name = value`, and arithmetic on integers in a local.
  private func simpleAssignment(
    _ root: Expression, _ operation: AssignmentOperator, _ value: Expression, _ id: Int32
  ) -> Node? {
    guard let combine = BinaryOperator(operation) else {
      let node = assign(to: root.id, expression(value), type(value), id)
      return node
    }
    guard type(root) == .int, type(value) == .int, combine != .divide,
      case .local(let slot) = program.resolutions[root.id]
    else { return nil }
    let sum = binary(combine, root, value, root)
    if let sum = sum as? IntAddLocalConstantNode, sum.slot == slot {
      return IncrementLocalNode(sum.id, slot: slot, constant: sum.constant)
    }
    return SetLocalIntNode(id, slot, sum)
  }

  private func loop(_ names: [Name], _ collection: Expression, _ body: Block, _ id: Int32) -> Node {
    let slots = names.map { slot(of: $0) }
    let items = expression(collection)
    return ForNode(
      id, items, first: slots.first ?? 0, second: slots.count > 1 ? slots[1] : nil,
      statements(body.statements, id: id))
  }

  /// The frame slot of a name declared in a nested block.
  func slot(of name: Name) -> Int {
    guard case .local(let slot) = program.resolutions[name.id] else {
      preconditionFailure("\(name.text) is declared in a block, so it has a slot in the frame")
    }
    return slot
  }

  private func finding(_ finding: FindingSyntax, _ id: Int32) -> Node {
    let level: Node
    switch finding.level {
    case .word(let name): level = ConstantNode(id, .object(text(name.text)))
    case .computed(let value): level = expression(value)
    }
    return FindingNode(
      id, level, expression(finding.text), place: finding.place.map { expression($0) },
      fields: finding.fields.map { expression($0) })
  }
}
