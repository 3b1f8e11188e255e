// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Where a text occurs in another, byte for byte, in time that grows with the sum of both lengths.
///
/// Knuth, Morris and Pratt's algorithm (SIAM Journal on Computing 6, 1977), with the C library's fast search for the
/// first byte wherever nothing has matched yet: no pair of texts makes it go over the same bytes again and again.
struct TextSearch {
  private let wanted: [UInt8]
  /// For each number of bytes that matched, how many of them match again where the next byte differs.
  private let shorter: [Int32]

  /// Looks for a text that is not empty.
  init(_ text: String) {
    wanted = Array(text.utf8)
    guard wanted.count > Self.short else {
      shorter = []
      return
    }
    var shorter = [Int32](repeating: 0, count: wanted.count)
    var matched = 0
    for place in wanted.indices.dropFirst() {
      while matched > 0, wanted[place] != wanted[matched] { matched = Int(shorter[matched - 1]) }
      if wanted[place] == wanted[matched] { matched += 1 }
      shorter[place] = Int32(truncatingIfNeeded: matched)
    }
    self.shorter = shorter
  }

  /// Up to this length a text is compared where its first byte stands: that looks at no byte more often than this.
  private static let short = 8

  /// Bytes of the text that is looked for.
  var length: Int { wanted.count }

  /// The first byte of the next occurrence at or behind `start`, `nil` where there is none.
  func next(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    if wanted.count <= Self.short { return nextShort(in: bytes, base, from: start) }
    return wanted.withUnsafeBufferPointer { wanted in
      shorter.withUnsafeBufferPointer { shorter in
        var matched = 0
        var place = start
        while place < bytes.count {
          if matched == 0 {
            guard let found = memchr(base + place, Int32(wanted[0]), bytes.count - place) else { return nil }
            place = UnsafeRawPointer(found) - UnsafeRawPointer(base)
          }
          while matched > 0, wanted[matched] != bytes[place] { matched = Int(shorter[matched - 1]) }
          if wanted[matched] == bytes[place] { matched += 1 }
          place += 1
          if matched == wanted.count { return place - matched }
        }
        return nil
      }
    }
  }
}

extension TextSearch {
  private func nextShort(
    in bytes: UnsafeBufferPointer<UInt8>, _ base: UnsafePointer<UInt8>, from start: Int
  ) -> Int? {
    wanted.withUnsafeBufferPointer { wanted in
      guard let first = wanted.baseAddress else { return nil }
      let last = bytes.count - wanted.count
      var place = start
      while place <= last {
        guard let found = memchr(base + place, Int32(first.pointee), last - place + 1) else { return nil }
        place = UnsafeRawPointer(found) - UnsafeRawPointer(base)
        if memcmp(base + place, first, wanted.count) == 0 { return place }
        place += 1
      }
      return nil
    }
  }
}

extension String {
  /// Whether another text occurs in this one, byte for byte.
  func containsText(_ part: String) -> Bool {
    if part.isEmpty { return true }
    var text = self
    return text.withUTF8 { TextSearch(part).next(in: $0, from: 0) != nil }
  }

  /// Whether another text stands at the beginning or the end of this one, byte for byte.
  func has(_ part: String, atEnd: Bool) -> Bool {
    // Read in place: a copy that may change would count its owners.
    let isThere = utf8.withContiguousStorageIfAvailable { text in
      part.utf8.withContiguousStorageIfAvailable { part in Self.has(part, in: text, atEnd: atEnd) }
    }
    if let isThere = isThere.flatMap(\.self) { return isThere }
    var (text, part) = (self, part)
    return text.withUTF8 { text in part.withUTF8 { part in Self.has(part, in: text, atEnd: atEnd) } }
  }

  @inline(__always)
  private static func has(
    _ part: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, atEnd: Bool
  ) -> Bool {
    guard let start = text.baseAddress, let wanted = part.baseAddress, text.count >= part.count else {
      return part.isEmpty
    }
    return memcmp(start + (atEnd ? text.count - part.count : 0), wanted, part.count) == 0
  }
}
