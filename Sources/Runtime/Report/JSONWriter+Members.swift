// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Members of an object in one call; what is `nil` is written as `null`. Names that only a run knows go by `key`.
extension JSONWriter {
  /// A member that is a text.
  public mutating func member(_ name: StaticString, _ value: String?) {
    key(fixed: name)
    if let value { string(value) } else { null() }
  }

  /// A member that is a whole number.
  public mutating func member<Number: BinaryInteger>(_ name: StaticString, _ value: Number?) {
    key(fixed: name)
    if let value { int(value) } else { null() }
  }

  /// A member that is a list of texts.
  public mutating func strings(_ name: StaticString, _ values: [String]) {
    key(fixed: name)
    beginArray()
    for value in values { string(value) }
    endArray()
  }
}
