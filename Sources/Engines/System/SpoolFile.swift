// SPDX-License-Identifier: GPL-3.0-or-later
import CNet

/// A file without a name that grows at its end and is read from its beginning; it goes with its owner.
struct SpoolFile: ~Copyable {
  private let descriptor: Descriptor
  /// How much was written.
  private(set) var length: UInt64 = 0
  /// The errno of the first write that failed; from then on nothing is written.
  private(set) var failure: Int32 = 0

  /// Takes over an empty file that can be read and written.
  init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }

  /// Appends bytes.
  mutating func append(_ bytes: [UInt8]) {
    var done = 0
    while failure == 0, done < bytes.count {
      let (number, place) = (descriptor.number, length)
      let count = bytes.withUnsafeBytes { part in
        SystemCall.retrying { cnet_write_at(number, part.baseAddress?.advanced(by: done), part.count - done, place) }
      }
      if count < 0 { failure = Int32(-count) }
      if count == 0 { failure = EIO }
      if count > 0 {
        done += Int(count)
        length += UInt64(count)
      }
    }
  }

  /// Writes everything to another file; 0 or the errno.
  borrowing func copy(to target: Int32) -> Int32 {
    var place: UInt64 = 0
    let number = descriptor.number
    return withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 16) { buffer in
      while place < length {
        let read = SystemCall.retrying { cnet_read_at(number, buffer.baseAddress, buffer.count, place) }
        guard read > 0 else { return read == 0 ? EIO : Int32(-read) }
        var done = 0
        while done < Int(read) {
          let written = SystemCall.retrying {
            cnet_write(target, buffer.baseAddress?.advanced(by: done), Int(read) - done)
          }
          guard written > 0 else { return written == 0 ? EIO : Int32(-written) }
          done += Int(written)
        }
        place += UInt64(read)
      }
      return 0
    }
  }
}
