// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

extension Value {
  /// Writes the value as JSON: what JSON has no form for becomes the text of its literal.
  func write(to json: inout JSONWriter, _ stores: ResultStores, depth: Int = 0) {
    switch self {
    case .none: json.null()
    case .bool(let value): json.bool(value)
    case .int(let value): json.int(value)
    case .float(let value): json.double(value)
    case .portResult(let handle): write(handle, to: &json, stores)
    case .object(let object):
      switch object.kind {
      case .list:
        json.beginArray()
        for item in asList?.items ?? [] { item.write(to: &json, stores, depth: depth + 1) }
        json.endArray()
      case .map:
        json.beginObject()
        for (key, value) in zip(asMap?.keys ?? [], asMap?.values ?? []) {
          json.key(key.displayText(stores))
          value.write(to: &json, stores, depth: depth + 1)
        }
        json.endObject()
      case .record: write(asRecord, to: &json, stores, depth: depth)
      default: json.string(displayText(stores))
      }
    default: json.string(displayText(stores))
    }
  }

  /// The value as JSON on one line.
  func json(_ stores: ResultStores) -> String {
    var writer = JSONWriter()
    write(to: &writer, stores)
    return writer.text
  }

  private func write(_ record: RecordObject?, to json: inout JSONWriter, _ stores: ResultStores, depth: Int) {
    json.beginObject()
    for row in FieldTable.rows(of: .record(record?.recordKind ?? .finding)) {
      guard let value = record?.fields[row.name] else { continue }
      json.key(row.name.rawValue)
      value.write(to: &json, stores, depth: depth + 1)
    }
    json.endObject()
  }

  private func write(_ handle: PortHandle, to json: inout JSONWriter, _ stores: ResultStores) {
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
  private var place = 0

  /// What is wrong and at which byte.
  struct Failure: Error {
    let message: String
    let offset: Int
  }

  /// The value of a whole text.
  static func value(_ text: String) throws(Failure) -> Value {
    var reader = JSONReader(bytes: Array(text.utf8))
    let value = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.place == reader.bytes.count else { throw reader.failure("something follows the value") }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func failure(_ message: String) -> Failure { Failure(message: message, offset: place) }

  private var current: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipBlanks() {
    while let byte = current, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { place += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    place += 1
    return true
  }

  private mutating func value(depth: Int) throws(Failure) -> Value {
    guard depth < Self.depthLimit else { throw failure("nested more than \(Self.depthLimit) deep") }
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
    let allowed = Set("+-0123456789.eE".utf8)
    while let byte = current, allowed.contains(byte) { place += 1 }
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

  private mutating func string() throws(Failure) -> String {
    place += 1
    var text: [UInt8] = []
    while let byte = current {
      place += 1
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
