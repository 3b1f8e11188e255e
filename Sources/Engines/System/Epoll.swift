// SPDX-License-Identifier: GPL-3.0-or-later
import CNet

/// A kernel set of descriptors to be told about.
struct Epoll: ~Copyable {
  private let descriptor: Descriptor

  /// Makes an empty set.
  init() throws(EngineError) {
    descriptor = Descriptor(owning: try SystemCall.run("epoll_create1") { cnet_epoll_create() })
  }

  /// Asks for `events` of `number`, reported with `token`; `isNew` when the set does not know it yet.
  /// Returns 0 or a negated errno.
  borrowing func watch(_ number: Int32, for events: UInt32, token: UInt64, isNew: Bool) -> Int32 {
    let set = descriptor.number
    return SystemCall.retrying { cnet_epoll_set(set, isNew ? 1 : 0, number, events, token) }
  }

  /// Waits until something is ready or the time is up: `nil` waits for ever, 0 not at all.
  /// Returns the number of reports written to `reports`, which holds `CNET_BATCH`; an interruption counts as none.
  borrowing func wait(
    _ reports: UnsafeMutablePointer<cnet_event>, nanoseconds: UInt64?
  ) throws(EngineError) -> Int {
    let time = nanoseconds.map { Int64(clamping: $0) } ?? -1
    let result = cnet_epoll_wait(descriptor.number, reports, time)
    if result == -EINTR { return 0 }
    if result < 0 { throw .system(call: "epoll_wait", code: -result) }
    return Int(result)
  }
}
