// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

extension Value {
  /// Writes the value as JSON: what JSON has no form for becomes the text of its literal. For what is not computed by a
  /// script; what goes beyond the length of a text is left out.
  func write(to json: inout JSONWriter, _ stores: ResultStores) {
    let before = json.bytes.count
    var writer = ValueJSON(json, stores, limit: before + SizeLimits.textBytes)
    do throws(Trap) {
      try writer.write(self)
      json = writer.json
    } catch {
      json.string("…")
    }
  }

  /// The value as JSON on one line.
  func json(_ stores: ResultStores) -> String {
    var writer = JSONWriter()
    write(to: &writer, stores)
    return writer.text
  }
}

extension Frame {
  /// The value as JSON on one line.
  func json(_ value: Value, _ node: Int32) throws(Trap) -> String {
    var writer = ValueJSON(self, node)
    try writer.write(value)
    return writer.json.text
  }
}

/// Writes values as JSON, a step for each, and no longer than a text may be.
struct ValueJSON {
  private(set) var json: JSONWriter
  private let stores: ResultStores
  private let frame: Frame?
  private let node: Int32
  private let limit: Int

  /// Writes for a script.
  init(_ frame: Frame, _ node: Int32) {
    json = JSONWriter()
    stores = frame.stores
    self.frame = frame
    self.node = node
    limit = SizeLimits.textBytes
  }

  /// Writes behind what was written already, up to a length in bytes.
  init(_ json: JSONWriter, _ stores: ResultStores, limit: Int) {
    self.json = json
    self.stores = stores
    frame = nil
    node = 0
    self.limit = limit
  }

  /// Takes room for so many bytes.
  private func take(_ bytes: Int) throws(Trap) {
    try frame?.charge(1 + bytes >> 6, node)
    guard json.bytes.count + bytes > limit else { return }
    try frame?.checkLength(limit + 1, limit, "a string", node)
    throw Trap(kind: .textLimit, node: node)
  }

  /// Writes a value.
  mutating func write(_ value: Value) throws(Trap) {
    try take(8)
    switch value {
    case .none: json.null()
    case .bool(let value): json.bool(value)
    case .int(let value): json.int(value)
    case .float(let value): json.double(value)
    case .portResult(let handle): write(handle)
    case .object(let object): try write(object)
    default: json.string(value.displayText(stores))
    }
  }

  private mutating func write(_ object: HeapObject) throws(Trap) {
    let value = Value.object(object)
    switch object.kind {
    case .text:
      let text = unsafeDowncast(object, to: TextObject.self).string
      try take(text.utf8.count)
      json.string(text)
    case .list:
      json.beginArray()
      for item in unsafeDowncast(object, to: ListObject.self).items { try write(item) }
      json.endArray()
    case .map: try write(map: unsafeDowncast(object, to: MapObject.self))
    case .record: try write(record: unsafeDowncast(object, to: RecordObject.self))
    default:
      guard let frame else { return json.string(value.displayText(stores)) }
      let text = try frame.displayText(value, node)
      try take(text.utf8.count)
      json.string(text)
    }
  }

  private mutating func write(map: MapObject) throws(Trap) {
    json.beginObject()
    for place in 0..<map.count {
      let key = map.keys[place]
      let name = try frame?.displayText(key, node) ?? key.displayText(stores)
      try take(name.utf8.count)
      json.key(name)
      try write(map.value(at: place))
    }
    json.endObject()
  }

  private mutating func write(record: RecordObject) throws(Trap) {
    json.beginObject()
    for row in FieldTable.rows(of: .record(record.recordKind)) {
      guard let value = record.fields[row.name] else { continue }
      json.key(row.name.rawValue)
      try write(value)
    }
    json.endObject()
  }

  private mutating func write(_ handle: PortHandle) {
    let row = stores.row(handle)
    json.beginObject()
    json.key("host")
    json.string(row.host.description)
    json.key("port")
    json.int(row.port)
    json.key("protocol")
    json.string(row.transport.description)
    json.key("state")
    json.string(row.primary.state.description)
    json.key("reason")
    json.string(row.primary.reason.word)
    json.endObject()
  }
}

/// Reads JSON (RFC 8259) into values: objects become maps, numbers integers where they are whole and fit.
struct JSONReader {
  /// Deepest nesting that is read.
  static let depthLimit = 200
  private let bytes: [UInt8]
  private let tick: (() throws(Trap) -> Void)?
  private var place = 0

  /// What is wrong and at which byte.
  struct Failure: Error {
    let message: String
    let offset: Int
    /// What ended the reading, when nothing is wrong with the text.
    var trap: Trap?
  }

  /// The value of a whole text; `tick` is called for each value in it and may end the reading.
  static func value(_ text: String, tick: (() throws(Trap) -> Void)? = nil) throws(Failure) -> Value {
    var reader = JSONReader(bytes: Array(text.utf8), tick: tick)
    let value = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.place == reader.bytes.count else { throw reader.failure("something follows the value") }
    return value
  }

  private init(bytes: [UInt8], tick: (() throws(Trap) -> Void)?) {
    self.bytes = bytes
    self.tick = tick
  }

  private func failure(_ message: String) -> Failure { Failure(message: message, offset: place) }

  private var current: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipBlanks() {
    while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { place += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    place += 1
    return true
  }

  private mutating func value(depth: Int) throws(Failure) -> Value {
    guard depth < Self.depthLimit else { throw failure("nested more than \(Self.depthLimit) deep") }
    try look()
    skipBlanks()
    switch current {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .none)
    case nil: throw failure("the text ends where a value should be")
    default: return try number()
    }
  }

  private func look() throws(Failure) {
    guard let tick else { return }
    do throws(Trap) { try tick() } catch { throw Failure(message: "", offset: place, trap: error) }
  }

  private mutating func word(_ text: String, _ value: Value) throws(Failure) -> Value {
    guard bytes[place...].starts(with: text.utf8) else { throw failure("no value begins like this") }
    place += text.utf8.count
    return value
  }

  private mutating func array(depth: Int) throws(Failure) -> Value {
    place += 1
    var items: [Value] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return .list(items) }
    repeat {
      items.append(try value(depth: depth + 1))
      skipBlanks()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw failure("a list needs , or ] here") }
    return .list(items)
  }

  private mutating func object(depth: Int) throws(Failure) -> Value {
    place += 1
    let map = MapObject()
    skipBlanks()
    if take(UInt8(ascii: "}")) { return .object(map) }
    repeat {
      skipBlanks()
      guard current == UInt8(ascii: "\"") else { throw failure("an object needs a name in quotes here") }
      let key = Value.text(try string())
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw failure("a : is missing") }
      map.set(key, try value(depth: depth + 1))
      skipBlanks()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw failure("an object needs , or } here") }
    return .object(map)
  }

  private mutating func number() throws(Failure) -> Value {
    let start = place
    while let byte = current, Self.isInNumber(byte) { place += 1 }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    let digits = text.drop { $0 == "-" }
    let isPlain = !digits.isEmpty && (digits.first != "0" || digits.dropFirst().first.map { !$0.isNumber } ?? true)
    if isPlain, text.first != "+", let last = text.last, last.isNumber, digits.first?.isNumber == true {
      if let whole = Int(text) { return .int(whole) }
      if let fraction = Double(text), fraction.isFinite, !text.contains(".e"), !text.contains(".E") {
        return .float(fraction)
      }
    }
    place = start
    throw failure("no value begins like this")
  }

  private static func isInNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: true
    default: false
    }
  }

  private mutating func string() throws(Failure) -> String {
    place += 1
    var text: [UInt8] = []
    while let byte = current {
      place += 1
      if place & 63 == 0 { try look() }
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text.append(contentsOf: try escape().utf8)
      case 0..<0x20: throw failure("a control character stands in a string")
      default: text.append(byte)
      }
    }
    throw failure("a string does not end")
  }

  private mutating func escape() throws(Failure) -> String {
    guard let byte = current else { throw failure("a string does not end") }
    place += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw failure("no such escape in a string")
    }
  }

  /// `\uXXXX`, two of them for characters beyond the first plane; half of a pair alone becomes U+FFFD.
  private mutating func unicodeEscape() throws(Failure) -> String {
    let first = try hexadecimal()
    if (0xD800..<0xDC00).contains(first), bytes[place...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) {
      let saved = place
      place += 2
      let second = try hexadecimal()
      if (0xDC00..<0xE000).contains(second),
        let scalar = Unicode.Scalar(0x10000 + ((first & 0x3FF) << 10 | second & 0x3FF))
      {
        return String(scalar)
      }
      place = saved
    }
    return Unicode.Scalar(first).map { String($0) } ?? "\u{FFFD}"
  }

  private mutating func hexadecimal() throws(Failure) -> UInt32 {
    let digits = String(decoding: bytes[place..<min(place + 4, bytes.count)], as: UTF8.self)
    // Swift would read a sign as well.
    guard digits.count == 4, digits.allSatisfy(\.isHexDigit), let number = UInt32(digits, radix: 16) else {
      throw failure("four hexadecimal digits are missing")
    }
    place += 4
    return number
  }
}
