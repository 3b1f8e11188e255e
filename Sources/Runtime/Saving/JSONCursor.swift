// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Reads a JSON text piece by piece where it stands: a large document needs no memory beside its bytes, and what is
/// wrong is known by its byte.
struct JSONCursor {
  /// What is wrong, and at which byte.
  struct Failure: Error {
    let message: String
    let offset: Int
  }

  /// The members of an object by name: where their values begin.
  typealias Members = [String: Int]

  /// Deepest nesting that is read.
  static let depthLimit = JSONReader.depthLimit

  let bytes: [UInt8]
  /// Where the text begins: behind a byte order mark, which RFC 8259 section 8.1 lets readers pass over.
  private let start: Int

  /// A cursor over a text whose whole is a well-formed value.
  init(_ bytes: [UInt8]) throws(Failure) {
    self.bytes = bytes
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let end = blanks(from: try skip(blanks(from: start), depth: 0))
    guard end == bytes.count else { throw Failure(message: "something follows the document", offset: end) }
  }

  /// Where the value of the whole text begins.
  var root: Int { blanks(from: start) }

  func failure(_ message: String, _ offset: Int) -> Failure { Failure(message: message, offset: offset) }

  // MARK: Values

  /// The members of the object at `offset`.
  func object(_ offset: Int, _ what: String) throws(Failure) -> Members {
    guard byte(offset) == UInt8(ascii: "{") else { throw failure("\(what) is no object", offset) }
    var members: Members = [:]
    var place = blanks(from: offset + 1)
    while byte(place) != UInt8(ascii: "}") {
      let (name, end) = try string(place)
      let value = blanks(from: blanks(from: end) + 1)
      guard members.updateValue(value, forKey: name) == nil else {
        throw failure("\(LiteralText.quoted(name)) stands twice in \(what)", place)
      }
      place = blanks(from: try skip(value, depth: 0))
      if byte(place) == UInt8(ascii: ",") { place = blanks(from: place + 1) }
    }
    return members
  }

  /// Goes through the elements of the array at `offset`.
  func elements(_ offset: Int, _ what: String, _ body: (Int) throws(Failure) -> Void) throws(Failure) {
    guard byte(offset) == UInt8(ascii: "[") else { throw failure("\(what) is no list", offset) }
    var place = blanks(from: offset + 1)
    while byte(place) != UInt8(ascii: "]") {
      try body(place)
      place = blanks(from: try skip(place, depth: 0))
      if byte(place) == UInt8(ascii: ",") { place = blanks(from: place + 1) }
    }
  }

  /// The text at `offset`.
  func text(_ offset: Int, _ what: String) throws(Failure) -> String {
    guard byte(offset) == UInt8(ascii: "\"") else { throw failure("\(what) is no text", offset) }
    return try string(offset).0
  }

  /// The whole number at `offset`, which must lie in a range.
  func int<Number: FixedWidthInteger>(
    _ offset: Int, _ what: String, in range: ClosedRange<Number>
  ) throws(Failure) -> Number {
    guard case .int(let number)? = try? value(offset), let fitting = Number(exactly: number), range.contains(fitting)
    else { throw failure("\(what) is no whole number from \(range.lowerBound) to \(range.upperBound)", offset) }
    return fitting
  }

  /// The truth at `offset`.
  func bool(_ offset: Int, _ what: String) throws(Failure) -> Bool {
    guard case .bool(let truth)? = try? value(offset) else {
      throw failure("\(what) is neither true nor false", offset)
    }
    return truth
  }

  func isNull(_ offset: Int) -> Bool { byte(offset) == UInt8(ascii: "n") }

  /// The value at `offset`, as the language sees it.
  func value(_ offset: Int) throws(Failure) -> Value {
    let end = try skip(offset, depth: 0)
    do throws(JSONReader.Failure) {
      return try JSONReader.value(String(decoding: bytes[offset..<end], as: UTF8.self))
    } catch {
      throw failure(error.message, offset + error.offset)
    }
  }

  // MARK: Walking

  private func byte(_ place: Int) -> UInt8? { place < bytes.count ? bytes[place] : nil }

  private func blanks(from place: Int) -> Int {
    var place = place
    while place < bytes.count, bytes[place] == 0x20 || (0x09...0x0D).contains(bytes[place]) {
      guard bytes[place] != 0x0B, bytes[place] != 0x0C else { break }
      place += 1
    }
    return place
  }

  /// The place behind the value at `place`.
  private func skip(_ place: Int, depth: Int) throws(Failure) -> Int {
    guard depth < Self.depthLimit else { throw failure("nested more than \(Self.depthLimit) deep", place) }
    switch byte(place) {
    case UInt8(ascii: "{"): return try skipItems(place, UInt8(ascii: "}"), depth, isObject: true)
    case UInt8(ascii: "["): return try skipItems(place, UInt8(ascii: "]"), depth, isObject: false)
    case UInt8(ascii: "\""): return try endOfString(place)
    case nil: throw failure("the text ends where a value should be", place)
    default: return try skipWord(place)
    }
  }

  private func skipItems(_ start: Int, _ close: UInt8, _ depth: Int, isObject: Bool) throws(Failure) -> Int {
    var place = blanks(from: start + 1)
    if byte(place) == close { return place + 1 }
    while true {
      if isObject {
        guard byte(place) == UInt8(ascii: "\"") else { throw failure("a name in quotes is missing", place) }
        place = blanks(from: try endOfString(place))
        guard byte(place) == UInt8(ascii: ":") else { throw failure("a : is missing", place) }
        place = blanks(from: place + 1)
      }
      place = blanks(from: try skip(place, depth: depth + 1))
      if byte(place) == close { return place + 1 }
      guard byte(place) == UInt8(ascii: ",") else {
        throw failure(isObject ? "an object needs , or } here" : "a list needs , or ] here", place)
      }
      place = blanks(from: place + 1)
    }
  }

  /// Numbers and words, which are read whole by the reader of values.
  private func skipWord(_ start: Int) throws(Failure) -> Int {
    var place = start
    while let next = byte(place), next > 0x20, next != UInt8(ascii: ","), next != UInt8(ascii: "]"),
      next != UInt8(ascii: "}"), next != UInt8(ascii: ":"), next < 0x7F
    {
      place += 1
    }
    // A word that is long is none.
    guard place > start, place - start <= 400 else { throw failure("no value begins like this", start) }
    do throws(JSONReader.Failure) {
      _ = try JSONReader.value(String(decoding: bytes[start..<place], as: UTF8.self))
    } catch {
      throw failure(error.message, start)
    }
    return place
  }

  private func endOfString(_ start: Int) throws(Failure) -> Int {
    var place = start + 1
    while let next = byte(place) {
      switch next {
      case UInt8(ascii: "\""): return place + 1
      case UInt8(ascii: "\\"): place += 2
      case 0..<0x20: throw failure("a control character stands in a text", place)
      default: place += 1
      }
    }
    throw failure("a text does not end", start)
  }

  private func string(_ offset: Int) throws(Failure) -> (String, Int) {
    guard byte(offset) == UInt8(ascii: "\"") else { throw failure("a text is missing", offset) }
    let end = try endOfString(offset)
    let inner = bytes[(offset + 1)..<(end - 1)]
    // Most texts hold nothing that is written otherwise.
    if !inner.contains(UInt8(ascii: "\\")) { return (String(decoding: inner, as: UTF8.self), end) }
    guard let text = try value(offset).asText else { throw failure("a text is missing", offset) }
    return (text, end)
  }
}
