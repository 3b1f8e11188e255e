// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Text.
///
/// One that grows piece by piece collects small pieces behind its string and puts them there together: a piece costs
/// the copy of its bytes.
final class TextObject: HeapObject {
  /// Code points, -1 until they were counted. Declared first, so that it takes the room left by the superclass.
  private var knownLength: Int32 = -1
  /// All but what is collected behind it.
  private var settled: String
  /// 0 until it is asked for; texts are keys of maps again and again.
  private var knownHash: UInt64 = 0
  /// Bytes of whole texts that stand behind the string; `nil` for texts that did not grow.
  private var tail: UnsafeMutablePointer<TextTail>?

  init(_ string: String) {
    settled = string
    super.init(kind: .text)
  }

  deinit {
    guard let tail else { return }
    tail.pointee.deallocate()
    tail.deallocate()
  }

  /// The text. Changed only by the object's single owner, with `append`.
  @inline(__always) var string: String {
    if let tail, tail.pointee.count > 0 { settle(tail) }
    return settled
  }

  /// Bytes of the text.
  @inline(__always) var byteCount: Int { settled.utf8.count + (tail?.pointee.count ?? 0) }

  @inline(never)
  private func settle(_ tail: UnsafeMutablePointer<TextTail>) {
    settled += tail.pointee.text
    tail.pointee.count = 0
  }

  /// A hash of the bytes, with the top bit set so that it is never 0.
  var hashCode: UInt64 {
    if knownHash != 0 { return knownHash }
    var hasher = Hasher()
    var string = string
    string.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    knownHash = UInt64(bitPattern: Int64(hasher.finalize())) | 1 << 63
    return knownHash
  }

  /// How many code points there are.
  var length: Int {
    if knownLength >= 0 { return Int(knownLength) }
    // Every byte but those that continue a code point (RFC 3629).
    var string = string
    let length = string.withUTF8 { bytes in bytes.count - Self.continuations(UnsafeRawBufferPointer(bytes)) }
    knownLength = Int32(exactly: length) ?? -1
    return length
  }

  /// Bytes that continue a code point, counted eight at a time: their top bits are 10.
  private static func continuations(_ bytes: UnsafeRawBufferPointer) -> Int {
    var count = 0
    var place = 0
    while place + 8 <= bytes.count {
      // A count for each byte of a word; none may pass 255.
      let end = min(place + 8 * 255, bytes.count - 7)
      var sums: UInt64 = 0
      while place < end {
        let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        sums &+= word >> 7 & ~(word >> 6) & 0x0101_0101_0101_0101
        place += 8
      }
      let pairs = (sums & 0x00FF_00FF_00FF_00FF) &+ (sums >> 8 & 0x00FF_00FF_00FF_00FF)
      count += Int(truncatingIfNeeded: (pairs &* 0x0001_0001_0001_0001) >> 48)
    }
    while place < bytes.count {
      if bytes[place] & 0xC0 == 0x80 { count += 1 }
      place += 1
    }
    return count
  }

  /// Whether every code point is one byte, so that places of code points are places of bytes.
  var isASCII: Bool { length == string.utf8.count }

  /// Equality byte by byte: texts that only look alike are different.
  func isSame(as other: TextObject) -> Bool {
    var left = string
    var right = other.string
    return left.withUTF8 { left in
      right.withUTF8 { right in
        guard left.count == right.count, let a = left.baseAddress, let b = right.baseAddress else {
          return left.count == right.count
        }
        return memcmp(a, b, left.count) == 0
      }
    }
  }
}

extension TextObject {
  /// Whether bytes stand at the beginning or the end, byte for byte.
  func has(_ part: UnsafeBufferPointer<UInt8>, atEnd: Bool) -> Bool {
    let isThere = string.utf8.withContiguousStorageIfAvailable { text in
      guard text.count >= part.count, let start = text.baseAddress, let wanted = part.baseAddress else {
        return part.isEmpty
      }
      return memcmp(start + (atEnd ? text.count - part.count : 0), wanted, part.count) == 0
    }
    return isThere ?? string.has(String(decoding: part, as: UTF8.self), atEnd: atEnd)
  }

  /// Shorter texts grow at once: most of them are keys and lines, which soon are read.
  private static let long = 512

  /// Puts text at the end. Whoever calls it is the only owner.
  func append(_ more: String) {
    knownHash = 0
    knownLength = -1
    let isCollected = more.utf8.withContiguousStorageIfAvailable { collect($0) } ?? false
    if !isCollected { grow(more) }
  }

  /// Puts the bytes of whole code points at the end. Whoever calls it is the only owner.
  func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    knownHash = 0
    knownLength = -1
    if !collect(bytes) { grow(String(decoding: bytes, as: UTF8.self)) }
  }

  private func grow(_ more: String) {
    if let tail, tail.pointee.count > 0 { settle(tail) }
    settled += more
  }

  /// Whether bytes were put into the tail.
  @inline(__always)
  private func collect(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count <= TextTail.largestPiece else { return false }
    guard let tail else { return beginTail(bytes) }
    if !tail.pointee.hasRoom(for: bytes.count) { settle(tail) }
    tail.pointee.append(bytes)
    return true
  }

  @inline(never)
  private func beginTail(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard settled.utf8.count >= Self.long else { return false }
    let tail = UnsafeMutablePointer<TextTail>.allocate(capacity: 1)
    tail.initialize(to: TextTail())
    tail.pointee.append(bytes)
    self.tail = tail
    return true
  }
}

/// Room for the pieces that were put behind a text last. The text frees it with `deallocate`.
private struct TextTail {
  /// Pieces with more bytes go into the string at once.
  static let largestPiece = 256
  private static let capacity = 2048
  private let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: TextTail.capacity)
  /// Bytes in use.
  var count = 0

  @inline(__always)
  func hasRoom(for more: Int) -> Bool { count + more <= Self.capacity }

  /// What was collected.
  var text: String { String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self) }

  /// Puts bytes at the end; there is room for them.
  @inline(__always)
  mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
    guard let start = piece.baseAddress else { return }
    (bytes + count).update(from: start, count: piece.count)
    count += piece.count
  }

  func deallocate() { bytes.deallocate() }
}
