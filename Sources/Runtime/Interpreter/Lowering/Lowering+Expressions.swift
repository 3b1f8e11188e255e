// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

extension Lowering {
  /// An expression that does not wait, or whose waiting parts were hoisted.
  func expression(_ expression: Expression) -> Node {
    if let slot = hoisted[expression.id] { return LocalNode(id(expression), slot) }
    if let constant = literal(expression) { return ConstantNode(id(expression), constant) }
    switch program.form(expression) {
    case .int(let number): return IntConstantNode(id(expression), Int(number))
    case .bool(let truth): return BoolConstantNode(id(expression), truth)
    case .string(let parts, _): return string(parts, expression)
    case .name: return name(expression)
    case .list(let items): return ListNode(id(expression), items.map { self.expression($0) })
    case .map(let entries): return map(entries, expression)
    case .paren(let inner): return self.expression(inner)
    case .unary(let operation, let operand): return unary(operation, operand, expression)
    case .binary(let operation, let left, let right, _): return binary(operation, left, right, expression)
    case .call(let callee, let arguments): return call(callee, arguments, expression)
    case .index(let collection, let index):
      return IndexNode(id(expression), self.expression(collection), self.expression(index))
    case .member(let object, let name, let isOptional):
      return MemberNode(id(expression), self.expression(object), text(name.text), isOptional: isOptional)
    case .lambda: return closure(expression, unit: program.unitNumbers[expression.id] ?? 0)
    case .ifElse(let conditional): return choose(conditional, expression)
    case .match(let match): return self.match(match, expression, asValue: true)
    case .tryElse(let attempt, let otherwise):
      return TryNode(id(expression), self.expression(attempt), self.expression(otherwise))
    case .set(let set): return targetSet(set, id: id(expression))
    case .scan: preconditionFailure("a scan waits and is lowered to a step")
    default: return ConstantNode(id(expression), .none)
    }
  }

  /// The value of a literal that needs no evaluation.
  private func literal(_ expression: Expression) -> Value? {
    switch expression.kind {
    case .none: Value.none
    case .float(let value, _): .float(value)
    case .bytes(let bytes): .object(BytesObject(bytes))
    case .address(let address): .address(address)
    case .network(let network): .object(NetworkObject(network))
    case .addressRange(let range): .object(AddressRangeObject(range))
    case .port(let port): .port(port)
    case .range(let first, let last, let transport): .object(RangeObject(Int(first), Int(last), transport))
    case .duration(let duration): .duration(duration.microseconds)
    case .rate(let rate): .rate(rate)
    case .size(let size): .size(size.bytes)
    case .date(let date): .date(date)
    default: nil
    }
  }

  private func string(_ parts: [StringPart], _ expression: Expression) -> Node {
    if let plain = Self.plainText(parts) { return ConstantNode(id(expression), .object(text(plain))) }
    return InterpolationNode(
      id(expression),
      parts.map { part in
        switch part {
        case .text(let string): ConstantNode(id(expression), .object(text(string)))
        case .interpolation(let inner): self.expression(inner)
        }
      })
  }

  /// The text of a string literal without interpolation.
  static func plainText(_ parts: [StringPart]) -> String? {
    var text = ""
    for part in parts {
      guard case .text(let string) = part else { return nil }
      text += string
    }
    return text
  }

  private func name(_ expression: Expression) -> Node {
    switch program.resolutions[expression.id] {
    case .local(let slot): return LocalNode(id(expression), slot)
    case .global(let slot): return GlobalNode(id(expression), slot)
    case .state(let state): return ConstantNode(id(expression), .state(state))
    case .flags(let flags): return ConstantNode(id(expression), .flags(flags))
    case .ports(let ports): return ConstantNode(id(expression), .ports(ports))
    case .technique(let number): return ConstantNode(id(expression), .object(techniques[number]))
    case .function(let number): return closure(expression, unit: program.functions[number].unit)
    case .builtin(.udp):
      guard let number = program.techniques.firstIndex(where: { $0.name.text == "udp" }) else { break }
      return ConstantNode(id(expression), .object(techniques[number]))
    case .builtin(let builtin): return ConstantNode(id(expression), .object(ClosureObject(builtin)))
    case .unresolved: break
    }
    return ConstantNode(id(expression), .none)
  }

  private func closure(_ expression: Expression, unit number: Int) -> Node {
    let captures = program.units[number].captures
    return ClosureNode(id(expression), unit: number, captured: captures.map(\.outer))
  }

  private func map(_ entries: [MapEntry], _ expression: Expression) -> Node {
    let keys = entries.map { self.expression($0.key) }
    let values = entries.map { self.expression($0.value) }
    var constants: [Value] = []
    var index = ValueIndex(capacity: keys.count)
    for key in keys {
      guard let value = Self.constant(key), index.place(of: value, hash: value.hashCode, in: constants) == nil else {
        return ComputedMapNode(id(expression), keys, values)
      }
      index.add(constants.count, hash: value.hashCode)
      constants.append(value)
    }
    return MapNode(id(expression), keys: constants, values)
  }

  /// The value of a node that is a constant.
  static func constant(_ node: Node) -> Value? {
    if let node = node as? ConstantNode { return node.value }
    if let node = node as? IntConstantNode { return .int(node.value) }
    if let node = node as? BoolConstantNode { return .bool(node.value) }
    return nil
  }

  private func choose(_ conditional: IfSyntax, _ expression: Expression) -> Node {
    var result: Node = conditional.otherwise.map { blockValue($0) } ?? ConstantNode(id(expression), .none)
    for branch in conditional.branches.reversed() {
      result = ChooseNode(id(expression), self.expression(branch.condition), blockValue(branch.body), result)
    }
    return result
  }

  /// A block whose last expression is its value.
  func blockValue(_ block: Block) -> Node {
    guard let last = block.statements.last else { return ConstantNode(0, .none) }
    guard case .expression(let value) = last.kind else {
      return BlockValueNode(id(last), block.statements.map { statement($0) }, ConstantNode(id(last), .none))
    }
    if block.statements.count == 1 { return expression(value) }
    return BlockValueNode(id(last), block.statements.dropLast().map { statement($0) }, expression(value))
  }

  /// A match whose arms are values or statements.
  func match(_ match: MatchSyntax, _ expression: Expression, asValue: Bool) -> Node {
    let arms = match.arms.map { arm in
      MatchNode.Arm(
        tests: arm.patterns.map { pattern($0) },
        body: asValue ? blockValue(arm.body) : statements(arm.body.statements, id: id(expression)))
    }
    return MatchNode(id(expression), self.expression(match.subject), arms)
  }

  /// What an alternative of an arm tests.
  func pattern(_ pattern: MatchPattern) -> PatternTest {
    switch pattern {
    case .wildcard: return .wildcard
    case .tuple(let parts, _): return .tuple(parts.map { self.pattern($0) })
    case .value(let value):
      if case .string(let parts, isRaw: true) = value.kind, let text = Self.plainText(parts) {
        return .expression(text)
      }
      return .value(expression(value))
    case .name(let name):
      guard program.patternBindings.contains(name.id) else {
        let node = Expression(id: name.id, span: name.span, kind: .name(name.text))
        return .value(expression(node))
      }
      guard case .local(let slot) = program.resolutions[name.id] else {
        if case .global(let slot) = program.resolutions[name.id] { return .bindGlobal(slot) }
        return .wildcard
      }
      return .bind(slot)
    }
  }

  /// A set where targets are wanted.
  func targetSet(_ set: SetSyntax, id: Int32) -> Node {
    TargetSetNode(id, set.items.map { expression($0) }, set.except.map { expression($0) })
  }

  /// A set where ports are wanted.
  func portSet(_ set: SetSyntax, id: Int32) -> Node {
    PortSetNode(id, set.items.map { expression($0) }, set.except.map { expression($0) })
  }
}
