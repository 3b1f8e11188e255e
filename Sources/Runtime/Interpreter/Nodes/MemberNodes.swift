// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// `x.name`, `x?.name`
final class MemberNode: Node {
  let object: Node
  let name: String
  let field: FieldName?
  let key: TextObject
  let isOptional: Bool
  private let local: LocalNode?
  /// Where the key stood last time: records of one kind have their keys in the same places.
  private var place = 0

  init(_ id: Int32, _ object: Node, _ name: TextObject, isOptional: Bool) {
    self.object = object
    self.local = name.string == FieldName.count.rawValue ? nil : object as? LocalNode
    self.name = name.string
    self.field = FieldName(rawValue: name.string)
    self.key = name
    self.isOptional = isOptional
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value {
    if let local, let field, case .portResult(let handle) = frame.slots[local.slot],
      let value = frame.stores.field(field, of: handle)
    {
      return value
    }
    if let local, case .object(let object) = frame.slots[local.slot], object.kind == .map {
      // Records made by a script are maps, and reading their fields is what most lambdas do.
      let map = unsafeDowncast(object, to: MapObject.self)
      if let found = map.value(of: key, near: place) {
        place = found.place
        return found.value
      }
    }
    return try read(try object.eval(frame), frame)
  }

  private func read(_ value: Value, _ frame: Frame) throws(Trap) -> Value {
    if let map = value.asMap {
      // Properties win over keys (language reference, section 3).
      if field == .count { return .int(map.count) }
      if let place = map.position(of: key) { return map.value(at: place) }
      if isOptional { return .none }
      throw frame.trap(.missingKey, id, "the map has no key \(name); m.get(\"\(name)\") gives none instead")
    }
    if value.isNone {
      if isOptional { return .none }
      throw frame.trap(.missing, id, "there is nothing to read .\(name) of: the value is none; ?. gives none instead")
    }
    if let field, let result = try frame.field(field, of: value, id) { return result }
    throw frame.trap(.missing, id, "\(value.typeName) has no field \(name)")
  }
}

/// `x.method(…)`, decided by the value that `x` turns out to be.
final class CallMethodNode: Node {
  let object: Node
  let name: String
  let method: MethodName?
  let key: TextObject
  let base: Int
  let arguments: [Node]
  /// Names given to arguments, `nil` by position.
  let labels: [String?]
  let isOptional: Bool
  private let hasLabels: Bool
  /// The kind of object that the method was found for last time, when the arguments were right for it.
  private var knownKind: ObjectKind?

  init(
    _ id: Int32, _ object: Node, _ name: TextObject, base: Int, _ arguments: [Node], labels: [String?], isOptional: Bool
  ) {
    self.object = object
    self.name = name.string
    self.method = MethodName(rawValue: name.string)
    self.key = name
    self.base = base
    self.arguments = arguments
    self.labels = labels
    self.hasLabels = labels.contains { $0 != nil }
    self.isOptional = isOptional
    super.init(id)
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value {
    try call(on: try object.eval(frame), frame)
  }

  /// Calls the method on a value that was computed already.
  func call(on receiver: Value, _ frame: Frame) throws(Trap) -> Value {
    if receiver.isNone, isOptional { return .none }
    var values: [Value] = []
    values.reserveCapacity(arguments.count)
    for argument in arguments { values.append(try argument.eval(frame)) }
    let context = CallContext(frame: frame, base: base, node: id)
    if let method, case .object(let object) = receiver, object.kind == knownKind {
      return try frame.checkedNesting(try Methods.call(method, receiver, values, context), id)
    }
    if let method, let row = MethodTable.row(receiver.valueType, method) {
      let arguments = try ordered(values, row, context)
      // Records are of several types each with methods of its own.
      if !hasLabels, case .object(let object) = receiver, object.kind != .record { knownKind = object.kind }
      return try frame.checkedNesting(try Methods.call(method, receiver, arguments, context), id)
    }
    // A map may hold functions.
    if let closure = receiver.asMap?[.object(key)]?.asClosure {
      for (place, value) in values.enumerated() { (frame.slots + base + place).pointee = value }
      return try frame.invoke(closure, at: base, count: values.count, id)
    }
    throw frame.trap(.missing, id, "\(receiver.typeName) has no method \(name)")
  }

  /// Arguments in the order of the method's parameters; those left out at the end are missing.
  private func ordered(_ values: [Value], _ row: MethodRow, _ context: CallContext) throws(Trap) -> [Value] {
    let required = row.parameters.filter { !$0.isOptional }.count
    guard values.count <= row.parameters.count, values.count >= required else {
      let most = row.parameters.count
      let wanted = required == most ? "\(most)" : "\(required) to \(most)"
      throw context.bad("\(name) takes \(wanted) arguments, not \(values.count)")
    }
    guard hasLabels else { return values }
    var result = [Value](repeating: .none, count: row.parameters.count)
    for (place, value) in values.enumerated() {
      let target = labels[place].flatMap { label in row.parameters.firstIndex { $0.name == label } } ?? place
      result[target] = value
    }
    return result
  }
}

/// `m.get(key, default)`, which counts and collects: no list of arguments is made for it.
final class MapGetNode: Node {
  private let object: Node
  private let key: Node
  private let otherwise: Node?
  /// For what turns out to be no map.
  private let general: CallMethodNode

  init(_ general: CallMethodNode) {
    object = general.object
    key = general.arguments[0]
    otherwise = general.arguments.count > 1 ? general.arguments[1] : nil
    self.general = general
    super.init(general.id)
  }

  /// Whether a call has this form.
  static func fits(_ call: CallMethodNode) -> Bool {
    call.method == .get && (1...2).contains(call.arguments.count) && call.labels.allSatisfy { $0 == nil }
  }

  override func eval(_ frame: Frame) throws(Trap) -> Value {
    let receiver = try object.eval(frame)
    guard case .object(let object) = receiver, object.kind == .map else {
      return try general.call(on: receiver, frame)
    }
    let key = try self.key.eval(frame)
    try frame.checkKey(key, id)
    let other = try otherwise?.eval(frame) ?? .none
    return unsafeDowncast(object, to: MapObject.self)[key] ?? other
  }
}

/// `text.starts_with(part)` and its like: no list of arguments is made for it.
final class TextTestNode: Node {
  private let object: Node
  private let part: Node
  private let method: MethodName
  /// The beginning or end that is looked for, where the script says it.
  private let known: ConstantBytes?
  /// For what turns out to be no text.
  private let general: CallMethodNode

  /// The node of a call that has this form.
  init?(_ general: CallMethodNode) {
    guard let method = general.method, method == .startsWith || method == .endsWith || method == .contains,
      general.arguments.count == 1, general.labels == [nil]
    else { return nil }
    object = general.object
    part = general.arguments[0]
    self.method = method
    let text = (general.arguments[0] as? ConstantNode)?.value.asText
    known = method == .contains ? nil : text.map { ConstantBytes($0) }
    self.general = general
    super.init(general.id)
  }

  deinit { known?.deallocate() }

  override func eval(_ frame: Frame) throws(Trap) -> Value {
    let receiver = try object.eval(frame)
    guard let text = receiver.asTextObject else { return try general.call(on: receiver, frame) }
    return .bool(try test(text, frame))
  }

  override func evalBool(_ frame: Frame) throws(Trap) -> Bool {
    let receiver = try object.eval(frame)
    if let text = receiver.asTextObject { return try test(text, frame) }
    let value = try general.call(on: receiver, frame)
    if case .bool(let truth) = value { return truth }
    throw frame.wrongType(value, "bool", id)
  }

  private func test(_ text: TextObject, _ frame: Frame) throws(Trap) -> Bool {
    if let known {
      try frame.charge(known.bytes.count >> 4, id)
      return text.has(known.bytes, atEnd: method == .endsWith)
    }
    let value = try part.eval(frame)
    guard let part = value.asTextObject else { throw frame.wrongType(value, "string", id) }
    return try TextMethods.test(method, text.string, part.string, frame, id)
  }
}

extension Value {
  /// The type as the tables of methods and fields know it.
  var valueType: ValueType {
    switch self {
    case .none: .none
    case .bool: .bool
    case .int: .int
    case .float: .float
    case .duration: .duration
    case .size: .size
    case .date: .date
    case .time: .time
    case .port: .port
    case .state: .state
    case .flags: .flags
    case .address4: .address
    case .portResult: .record(.portResult)
    case .object(let object): object.valueType
    }
  }
}

extension HeapObject {
  /// The type as the tables of methods and fields know it.
  var valueType: ValueType {
    switch kind {
    case .text: .string
    case .bytes: .bytes
    case .list, .tally: .list(.unknown)
    case .map: .map
    case .address6: .address
    case .network: .network
    case .addressRange: .addressRange
    case .range: .range
    case .rate: .rate
    case .targets: .targets
    case .ports: .ports
    case .technique: .technique
    case .closure: .function(.unknown)
    case .host: .record(.host)
    case .results: .record(.results)
    case .record: .record(unsafeDowncast(self, to: RecordObject.self).recordKind)
    }
  }
}
