// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// `finding LEVEL "text" [at p] [{ … }]`
final class FindingNode: Node {
  let level: Node
  let text: Node
  let place: Node?
  let fields: Node?

  init(_ id: Int32, _ level: Node, _ text: Node, place: Node?, fields: Node?) {
    self.level = level
    self.text = text
    self.place = place
    self.fields = fields
    super.init(id)
  }

  override func exec(_ frame: Frame) throws(Trap) -> Flow {
    let level = try self.level.eval(frame)
    guard let word = level.asText, let level = FindingLevel(rawValue: word) else {
      throw frame.trap(
        .badArgument, id, "a level is info, low, medium, high or critical, not \(level.literal(frame.stores))")
    }
    let text = try frame.displayText(try self.text.eval(frame), id)
    var record = FindingRecord(level: level, text: text, host: nil, port: nil, transport: nil, fields: [])
    if let place { try locate(&record, try place.eval(frame), frame) }
    if let fields { record.fields = try frame.fieldRecords(try fields.eval(frame), id) }
    frame.run.pointee.session.add(record)
    return .next
  }

  private func locate(_ record: inout FindingRecord, _ place: Value, _ frame: Frame) throws(Trap) {
    if case .portResult(let handle) = place {
      let row = frame.stores.row(handle)
      (record.host, record.port, record.transport) = (row.host, row.port, row.transport)
    } else if let host = place.asHost {
      record.host = host.address
    } else if let address = place.asAddress {
      record.host = address
    } else {
      throw frame.wrongType(place, "a port result, host or address", id)
    }
  }
}

extension Frame {
  /// A map as the fields of a finding or record.
  func fieldRecords(_ value: Value, _ node: Int32) throws(Trap) -> [FieldRecord] {
    guard let map = value.asMap else { throw wrongType(value, "a map", node) }
    var fields: [FieldRecord] = []
    for place in 0..<map.count {
      let value = map.value(at: place)
      fields.append(
        FieldRecord(
          name: try displayText(map.keys[place], node), json: try json(value, node),
          text: TerminalText.sanitized(try displayText(value, node))))
    }
    return fields
  }
}

/// `emit kind { … }`
final class EmitNode: Node {
  let kind: String
  let value: Node

  init(_ id: Int32, _ kind: String, _ value: Node) {
    self.kind = kind
    self.value = value
    super.init(id)
  }

  override func exec(_ frame: Frame) throws(Trap) -> Flow {
    let value = try self.value.eval(frame)
    let fields = try frame.fieldRecords(value, id)
    frame.run.pointee.session.emit(kind, value, fields)
    return .next
  }
}

/// `show LIST [columns a, b] [sort c [desc]]`
final class ShowNode: Node {
  let value: Node
  let columns: [String]
  let sort: String?
  let isDescending: Bool

  init(_ id: Int32, _ value: Node, columns: [String], sort: String?, isDescending: Bool) {
    self.value = value
    self.columns = columns
    self.sort = sort
    self.isDescending = isDescending
    super.init(id)
  }

  override func exec(_ frame: Frame) throws(Trap) -> Flow {
    let table = try ShowTable(frame: frame, node: id).table(
      try value.eval(frame), columns: columns, sort: sort, isDescending: isDescending)
    frame.run.pointee.session.show(table)
    return .next
  }
}

/// `save RESULTS to "path" [as FORMAT]`
final class SaveNode: Node {
  let value: Node
  let path: Node
  let format: String?

  init(_ id: Int32, _ value: Node, path: Node, format: String?) {
    self.value = value
    self.path = path
    self.format = format
    super.init(id)
  }

  override func exec(_ frame: Frame) throws(Trap) -> Flow {
    let value = try self.value.eval(frame)
    let path = try self.path.eval(frame)
    guard let text = path.asText else { throw frame.wrongType(path, "string", id) }
    try frame.run.pointee.session.save(value, to: text, as: format, frame, id)
    return .next
  }
}

/// `expect EXPR, "message"`
final class ExpectNode: Node {
  let condition: Node
  let message: Node?
  let source: SourceSpan
  let operands: [Operand]

  /// A side of the comparison: the slot in which its value stays, and how it is written.
  struct Operand {
    let slot: Int
    let source: SourceSpan
  }

  init(_ id: Int32, _ condition: Node, _ message: Node?, source: SourceSpan, operands: [Operand]) {
    self.condition = condition
    self.message = message
    self.source = source
    self.operands = operands
    super.init(id)
  }

  override func exec(_ frame: Frame) throws(Trap) -> Flow {
    // A value that stayed there would have a second owner, and be copied the next time it changes.
    defer { for operand in operands { frame.slots[operand.slot] = .none } }
    let holds = try condition.evalBool(frame)
    // The message may call functions, whose arguments lie where the operands do.
    let values = holds ? [] : operands.map { ($0.source, frame.slots[$0.slot].literal(frame.stores)) }
    let text = try message.map { message throws(Trap) in try frame.displayText(try message.eval(frame), id) }
    frame.run.pointee.session.judge(holds, text, at: source, values: values)
    return .next
  }
}

/// An expression whose value is kept beside, so that it can be shown later.
final class KeptNode: Node {
  let inner: Node
  let slot: Int

  init(_ id: Int32, _ inner: Node, _ slot: Int) {
    self.inner = inner
    self.slot = slot
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value {
    let value = try inner.eval(frame)
    frame.slots[slot] = value
    return value
  }
}

/// `scope SET`: nothing outside it is sent to from here on.
final class NarrowScopeNode: Node {
  let set: Node

  init(_ id: Int32, _ set: Node) {
    self.set = set
    super.init(id)
  }

  override func exec(_ frame: Frame) throws(Trap) -> Flow {
    let value = try set.eval(frame)
    guard let targets = value.asTargets else { throw frame.wrongType(value, "targets", id) }
    guard targets.isPlain else {
      throw frame.trap(.badArgument, id, "a scope is made of addresses, not of names")
    }
    frame.run.pointee.session.rootGate.restrict(to: targets.set)
    return .next
  }
}

/// `limits { time 20m, packets 2M }`
final class LimitsNode: Node {
  let entries: [(name: String, value: Node)]

  init(_ id: Int32, _ entries: [(name: String, value: Node)]) {
    self.entries = entries
    super.init(id)
  }

  override func exec(_ frame: Frame) throws(Trap) -> Flow {
    for entry in entries {
      let value = try entry.value.eval(frame)
      try frame.run.pointee.session.limit(entry.name, value, frame, entry.value.id)
    }
    return .next
  }
}
