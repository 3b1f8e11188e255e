// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

extension Value {
  /// What `print` and interpolation show, for what is not computed by a script: a value of any size is cut where a
  /// text may not be longer.
  func displayText(_ stores: ResultStores) -> String {
    if let text = asText { return text }
    var writer = ValueWriter(stores, limit: SizeLimits.textBytes)
    do throws(Trap) { try writer.write(self) } catch { return writer.text + "…" }
    return writer.text
  }

  /// The value as a script would write it, for messages: cut where it is long.
  func literal(_ stores: ResultStores) -> String {
    var writer = ValueWriter(stores, limit: 1000)
    do throws(Trap) { try writer.write(self) } catch { return writer.text + "…" }
    return writer.text
  }

  /// A float with its point: whole floats print as `5.0`.
  static func floatText(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) + ".0" }
    return String(value)
  }
}

extension Frame {
  /// What `print` and interpolation show: text as it is, everything else as its literal.
  @inline(__always)
  func displayText(_ value: Value, _ node: Int32) throws(Trap) -> String {
    switch value {
    case .int(let number): return String(number)
    case .object(let object) where object.kind == .text: return unsafeDowncast(object, to: TextObject.self).string
    default: return try literalText(value, node)
    }
  }

  @inline(never)
  private func literalText(_ value: Value, _ node: Int32) throws(Trap) -> String {
    var writer = ValueWriter(self, node)
    try writer.write(value)
    return writer.text
  }
}

/// Writes values as a script would write them, a step for each, and no longer than a text may be.
struct ValueWriter {
  private(set) var text = ""
  private let stores: ResultStores
  private let frame: Frame?
  private let node: Int32
  private let limit: Int

  /// Writes for a script.
  init(_ frame: Frame, _ node: Int32) {
    self.stores = frame.stores
    self.frame = frame
    self.node = node
    self.limit = SizeLimits.textBytes
  }

  /// Writes for a report or message, up to a length in bytes.
  init(_ stores: ResultStores, limit: Int) {
    self.stores = stores
    self.frame = nil
    self.node = 0
    self.limit = limit
  }

  /// Puts text at the end.
  @inline(__always)
  mutating func append(_ part: String) throws(Trap) {
    guard text.utf8.count + part.utf8.count <= limit else { throw tooLong(part) }
    text += part
  }

  /// What there is room for of a part stays in a message; a script gets no part of a text.
  @inline(never)
  private mutating func tooLong(_ part: String) -> Trap {
    guard let frame else {
      text += Self.beginning(of: part, bytes: limit - text.utf8.count)
      return Trap(kind: .textLimit, node: node)
    }
    do throws(Trap) { try frame.checkLength(limit + 1, limit, "a string", node) } catch { return error }
    return Trap(kind: .textLimit, node: node)
  }

  /// The beginning of a text, code points whole.
  private static func beginning(of text: String, bytes: Int) -> String {
    let reach = text.utf8.index(text.startIndex, offsetBy: max(0, bytes), limitedBy: text.endIndex) ?? text.endIndex
    return String(text.unicodeScalars[..<reach])
  }

  /// Writes text as it is, everything else as its literal.
  mutating func display(_ value: Value) throws(Trap) {
    guard let text = value.asText else { return try write(value) }
    try frame?.charge(1 + text.utf8.count >> 6, node)
    try append(text)
  }

  /// Writes the value as a script would.
  mutating func write(_ value: Value) throws(Trap) {
    try frame?.tick(node)
    switch value {
    case .none: try append("none")
    case .bool(let value): try append(value ? "true" : "false")
    case .int(let value): try append(String(value))
    case .float(let value): try append(Value.floatText(value))
    case .duration(let value): try append(ScanDuration(microseconds: value).description)
    case .size(let value): try append(ByteSize(bytes: value).description)
    case .date(let value): try append(value.description)
    case .time(let value): try append(value.description)
    case .port(let value): try append(value.description)
    case .state(let value): try append(value.description)
    case .flags(let value): try append(value.description)
    case .address4(let value): try append(Address(v4: value).description)
    case .portResult(let handle): try append(stores.literal(of: handle))
    case .object(let object): try write(object)
    }
  }

  private mutating func write(_ object: HeapObject) throws(Trap) {
    let value = Value.object(object)
    switch object.kind {
    case .text: try write(text: unsafeDowncast(object, to: TextObject.self).string)
    case .bytes: try write(bytes: unsafeDowncast(object, to: BytesObject.self).bytes)
    case .list: try write(list: value.asList?.items ?? [])
    case .map: if let map = value.asMap { try write(map: map) }
    case .address6: try append(value.asAddress?.description ?? "")
    case .network: try append(value.asNetwork?.description ?? "")
    case .addressRange: try append(value.asAddressRange?.description ?? "")
    case .range:
      guard let range = value.asRange else { return }
      try append("\(range.first)-\(range.last)" + (range.transport.map { "/\($0)" } ?? ""))
    case .rate: try append(value.asRate?.description ?? "")
    case .targets: if let targets = value.asTargets { try write(targets: targets) }
    case .ports:
      let ports = value.asPorts ?? PortSet()
      try frame?.charge(ports.ranges.count, node)
      try append(ports.description)
    case .technique: try append(value.asTechnique?.name ?? "")
    case .closure: try append("function")
    case .tally: try append("[… \(unsafeDowncast(object, to: TallyObject.self).count) not kept]")
    case .host: try append(value.asHost?.address.description ?? "")
    case .results:
      try frame?.charge(value.asResults?.tallies.count ?? 0, node)
      try append(value.asResults?.summaryText ?? "results")
    case .record: if let record = value.asRecord { try write(record: record) }
    }
  }

  /// Bytes of a text that are written between two looks at limits and interrupts.
  private static let portion = 1 << 14

  private mutating func write(text: String) throws(Trap) {
    guard text.utf8.count > Self.portion else { return try append(LiteralText.quoted(text)) }
    try append("\"")
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    while start < scalars.endIndex {
      try frame?.charge(Self.portion >> 2, node)
      let reach = text.utf8.index(start, offsetBy: Self.portion, limitedBy: text.endIndex) ?? text.endIndex
      let piece = scalars[start..<reach]
      try append(LiteralText.escaped(piece))
      start = piece.endIndex
    }
    try append("\"")
  }

  private mutating func write(bytes: [UInt8]) throws(Trap) {
    try append("b\"")
    for start in stride(from: 0, to: bytes.count, by: Self.portion) {
      try frame?.charge(Self.portion >> 2, node)
      try append(LiteralText.escaped(bytes[start..<min(start + Self.portion, bytes.count)]))
    }
    try append("\"")
  }

  private mutating func write(list items: [Value]) throws(Trap) {
    try append("[")
    for (place, item) in items.enumerated() {
      if place > 0 { try append(", ") }
      try write(item)
    }
    try append("]")
  }

  private mutating func write(map: MapObject) throws(Trap) {
    try append("{")
    for place in 0..<map.count {
      if place > 0 { try append(", ") }
      let key = map.keys[place]
      if let text = key.asText, LiteralText.isName(text) { try append(text) } else { try write(key) }
      try append(": ")
      try write(map.value(at: place))
    }
    try append("}")
  }

  private mutating func write(record: RecordObject) throws(Trap) {
    try append("{")
    var isFirst = true
    for row in FieldTable.rows(of: record.recordKind) {
      guard let value = record.fields[row.name] else { continue }
      if !isFirst { try append(", ") }
      isFirst = false
      try append("\(row.name.rawValue): ")
      try write(value)
    }
    try append("}")
  }

  private mutating func write(targets: TargetsObject) throws(Trap) {
    if targets.set.isEmpty, targets.names.isEmpty { return try append(targets.set.description) }
    var isFirst = true
    for range in targets.set.ranges {
      try frame?.tick(node)
      if !isFirst { try append(", ") }
      isFirst = false
      try append(TargetSet(range).description)
    }
    for name in targets.names {
      if !isFirst { try append(", ") }
      isFirst = false
      try append(LiteralText.quoted(name))
    }
  }
}

/// How text is written as a literal.
enum LiteralText {
  /// A string literal that reads back as `text`.
  static func quoted(_ text: String) -> String { "\"" + escaped(text.unicodeScalars) + "\"" }

  /// What stands between the quotes of a string literal.
  static func escaped(_ text: some Sequence<Unicode.Scalar>) -> String {
    var output = ""
    for scalar in text {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case "\0": output += "\\0"
      case " "..."~": output.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: output += "\\x" + hex(UInt8(scalar.value))
      case _ where scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format:
        output += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }

  /// What stands between the quotes of a bytes literal.
  static func escaped(_ bytes: ArraySlice<UInt8>) -> String {
    var output = ""
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""): output += "\\\""
      case UInt8(ascii: "\\"): output += "\\\\"
      case UInt8(ascii: "\n"): output += "\\n"
      case UInt8(ascii: "\r"): output += "\\r"
      case UInt8(ascii: "\t"): output += "\\t"
      case 0x20..<0x7F: output.unicodeScalars.append(Unicode.Scalar(byte))
      default: output += "\\x" + hex(byte)
      }
    }
    return output
  }

  /// Whether a map key can be written without quotes.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first) else { return false }
    return text.utf8.allSatisfy { isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }
}
