// SPDX-License-Identifier: GPL-3.0-or-later

/// The bytes of a text of the script, in memory of their own: reading an array counts its owners each time.
///
/// The node that has them frees them with `deallocate`.
struct ConstantBytes {
  let bytes: UnsafeBufferPointer<UInt8>

  init(_ text: String) {
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
    _ = room.initialize(fromContentsOf: Array(text.utf8))
    bytes = UnsafeBufferPointer(room)
  }

  /// Frees them.
  func deallocate() { bytes.deallocate() }
}
