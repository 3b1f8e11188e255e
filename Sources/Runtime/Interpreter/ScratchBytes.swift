// SPDX-License-Identifier: GPL-3.0-or-later

/// A stack of bytes for texts that are being put together: whoever puts bytes here takes them away again.
///
/// Memory of its own instead of an array, which would count its owners at every piece.
struct ScratchBytes {
  private var start = UnsafeMutablePointer<UInt8>.allocate(capacity: ScratchBytes.smallest)
  private var capacity = ScratchBytes.smallest
  /// Bytes in use.
  private(set) var count = 0
  private static let smallest = 1 << 10
  /// More memory than this is given back when nothing is in use.
  private static let kept = 1 << 20

  /// Puts bytes at the end.
  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    if count + bytes.count > capacity { grow(by: bytes.count) }
    (start + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  /// Takes away all bytes behind the first `count`.
  @inline(__always)
  mutating func cut(to count: Int) {
    self.count = count
    if count == 0, capacity > Self.kept { shrink() }
  }

  /// The bytes behind the first `count`; valid until bytes are put here or taken away.
  @inline(__always)
  func bytes(from count: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: start + count, count: self.count - count)
  }

  /// Frees the memory; nothing may be put here any more.
  func deallocate() { start.deallocate() }

  @inline(never)
  private mutating func grow(by more: Int) { move(to: max(2 * capacity, count + more)) }

  @inline(never)
  private mutating func shrink() { move(to: Self.smallest) }

  private mutating func move(to capacity: Int) {
    let room = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    room.update(from: start, count: count)
    start.deallocate()
    start = room
    self.capacity = capacity
  }
}
