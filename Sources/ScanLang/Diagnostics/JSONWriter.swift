// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes JSON (RFC 8259) front to back into one buffer; commas and escapes are its own business.
///
/// The caller keeps the order right: within an object a `key` before each value. Control characters, those of the
/// C1 block and those that turn the direction of text are written as `\uXXXX`, so that the result can be shown.
public struct JSONWriter {
  /// What was written so far, as UTF-8.
  public private(set) var bytes: [UInt8] = []
  /// Blanks for each level; `nil` writes everything on one line.
  private let indentation: Int?
  /// For each open bracket, whether something stands in it already.
  private var hasItems: [Bool] = []
  private var isAfterKey = false

  /// Starts an empty text; `indentation` is the number of blanks for each level, `nil` for none and one line.
  public init(indentation: Int? = nil) {
    self.indentation = indentation
  }

  /// What was written so far.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// `{`
  public mutating func beginObject() { open(UInt8(ascii: "{")) }

  /// `}`
  public mutating func endObject() { close(UInt8(ascii: "}")) }

  /// `[`
  public mutating func beginArray() { open(UInt8(ascii: "[")) }

  /// `]`
  public mutating func endArray() { close(UInt8(ascii: "]")) }

  /// The name of the member whose value comes next.
  public mutating func key(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    if indentation != nil { bytes.append(UInt8(ascii: " ")) }
    isAfterKey = true
  }

  /// The name of the member whose value comes next, as the program's text has it: it needs no escapes.
  public mutating func key(fixed name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    if indentation != nil { bytes.append(UInt8(ascii: " ")) }
    isAfterKey = true
  }

  /// A text.
  public mutating func string(_ value: String) {
    separate()
    quote(value)
  }

  /// A whole number.
  public mutating func int(_ value: some BinaryInteger) {
    separate()
    guard let small = UInt32(exactly: value) else { return bytes.append(contentsOf: String(value).utf8) }
    digits(small)
  }

  /// Nearly all numbers of a report; each by way of a string costs as much as the rest of its line.
  private mutating func digits(_ value: UInt32) {
    var unit: UInt32 = 1
    while value / unit >= 10 { unit *= 10 }
    while unit > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / unit % 10))
      unit /= 10
    }
  }

  /// A number in its shortest form that reads back the same; what is not finite becomes `null`.
  public mutating func double(_ value: Double) {
    separate()
    bytes.append(contentsOf: (value.isFinite ? value.description : "null").utf8)
  }

  /// `true` or `false`
  public mutating func bool(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// `null`
  public mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  /// A value that is JSON already, written as it is.
  public mutating func raw(_ json: String) {
    separate()
    bytes.append(contentsOf: json.utf8)
  }

  /// A line end outside any bracket, between the texts of a stream.
  public mutating func endLine() { bytes.append(UInt8(ascii: "\n")) }

  /// Forgets what was written, keeping the memory; for streams that are handed on piece by piece.
  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  // MARK: Structure

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    hasItems.append(false)
  }

  private mutating func close(_ bracket: UInt8) {
    if hasItems.popLast() == true { breakLine() }
    bytes.append(bracket)
    isAfterKey = false
  }

  private mutating func separate() {
    if isAfterKey {
      isAfterKey = false
      return
    }
    guard let last = hasItems.indices.last else { return }
    if hasItems[last] { bytes.append(UInt8(ascii: ",")) }
    hasItems[last] = true
    breakLine()
  }

  private mutating func breakLine() {
    guard let indentation else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation * hasItems.count))
  }

  // MARK: Text

  private mutating func quote(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    var value = value
    value.withUTF8 { text in
      // Most texts need no escapes: they are looked at once and copied whole.
      guard text.contains(where: Self.isSpecial) else { return bytes.append(contentsOf: text) }
      var pending = 0
      var index = 0
      while index < text.count {
        let length = escapedLength(text, index)
        if length > 0 {
          bytes.append(contentsOf: text[pending..<index])
          escape(text, index, length)
          index += length
          pending = index
        } else {
          index += 1
        }
      }
      bytes.append(contentsOf: text[pending..<text.count])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether a byte is one to be escaped, or may begin a scalar that is.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x22 || byte == 0x5C || byte >= 0x7F
  }

  /// How many bytes at `index` make a scalar that must be escaped; 0 where none does.
  private func escapedLength(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let byte = text[index]
    if byte < 0x80 { return byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F ? 1 : 0 }
    if byte == 0xC2 { return text[index + 1] < 0xA0 ? 2 : 0 }
    guard byte == 0xE2 else { return 0 }
    let second = text[index + 1]
    let third = text[index + 2]
    // U+200B-200F, U+2028-202E, U+2060-206F: invisible, or turning the direction of text.
    let isHidden =
      second == 0x80
      ? (0x8B...0x8F).contains(third) || (0xA8...0xAE).contains(third) : second == 0x81 && third < 0xB0 && third >= 0xA0
    return isHidden ? 3 : 0
  }

  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ length: Int) {
    bytes.append(UInt8(ascii: "\\"))
    let byte = text[index]
    switch byte {
    case 0x22, 0x5C: bytes.append(byte)
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    default:
      let value =
        switch length {
        case 1: UInt32(byte)
        case 2: UInt32(byte & 0x1F) << 6 | UInt32(text[index + 1] & 0x3F)
        default: UInt32(byte & 0x0F) << 12 | UInt32(text[index + 1] & 0x3F) << 6 | UInt32(text[index + 2] & 0x3F)
        }
      bytes.append(UInt8(ascii: "u"))
      for shift: UInt32 in [12, 8, 4, 0] { bytes.append(JSONWriter.hexDigits[Int(value >> shift & 0xF)]) }
    }
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)
}
