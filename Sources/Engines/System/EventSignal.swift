// SPDX-License-Identifier: GPL-3.0-or-later
import CNet

/// Wakes a thread that sleeps in `Epoll.wait` (eventfd).
struct EventSignal: ~Copyable, Sendable {
  private let descriptor: Descriptor

  /// Makes a signal that nobody has raised.
  init() throws(EngineError) {
    descriptor = Descriptor(owning: try SystemCall.run("eventfd") { cnet_eventfd() })
  }

  /// The number to watch for reading.
  var number: Int32 { descriptor.number }

  /// Raises the signal; may be called from any thread.
  borrowing func raise() {
    // Only a counter at its end can fail (EAGAIN), and then the sleeper wakes anyway.
    _ = SystemCall.retrying { cnet_eventfd_signal(descriptor.number) }
  }

  /// Takes the signal back after it woke its thread.
  borrowing func lower() {
    _ = SystemCall.retrying { cnet_eventfd_drain(descriptor.number) }
  }
}
