// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

extension ResultsDocument {
  /// More ports than this are not read.
  static let portLimit = SizeLimits.items

  /// Why a document cannot be read: where it stands is a byte of it.
  struct Failure: Error {
    let message: String
    let offset: Int
    let line: Int
    /// From 1, in bytes.
    let column: Int

    init(_ message: String, _ offset: Int, in bytes: [UInt8]) {
      self.message = message
      self.offset = offset
      let before = bytes[..<min(offset, bytes.count)]
      line = before.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
      column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
    }
  }

  /// The results that a document describes; `technique` gives those that the program knows by name.
  static func read(
    _ bytes: [UInt8], number: Int, portLimit: Int = ResultsDocument.portLimit, technique: (String) -> Technique?
  ) throws(Failure) -> ScanResults {
    do throws(JSONCursor.Failure) {
      if let offset = firstInvalidByte(bytes) {
        throw JSONCursor.Failure(message: "this is not UTF-8 text", offset: offset)
      }
      var reader = ResultsDocumentReader(cursor: try JSONCursor(bytes), portLimit: portLimit)
      return try reader.results(number, technique)
    } catch {
      throw Failure(error.message, error.offset, in: bytes)
    }
  }

  /// The first byte that belongs to no character.
  private static func firstInvalidByte(_ bytes: [UInt8]) -> Int? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    var place = 0
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): place += UTF8.width(scalar)
      case .emptyInput, .error: return place
      }
    }
  }
}
