// SPDX-License-Identifier: GPL-3.0-or-later
import CNet

/// The only owner of an open file descriptor; closes it when its life ends.
struct Descriptor: ~Copyable {
  /// The kernel's number; valid only while the owner lives.
  let number: Int32

  /// Takes over `number`, which nothing else may close from now on.
  init(owning number: Int32) {
    self.number = number
  }

  /// Hands the duty to close to the caller.
  consuming func release() -> Int32 {
    let number = self.number
    discard self
    return number
  }

  deinit {
    _ = cnet_close(number)
  }
}
