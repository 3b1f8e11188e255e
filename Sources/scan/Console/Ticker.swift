// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Synchronization

/// Calls something 20 times a second on a thread of its own until it is stopped.
final class Ticker: Sendable {
  private static let milliseconds: Int32 = 50

  private let isStopped = Mutex(false)

  /// Starts at once; `tick` gets the number of the call, from 1.
  init(_ tick: @escaping @Sendable (Int) -> Void) {
    BackgroundThread.start { [self] in
      var number = 0
      while true {
        poll(nil, 0, Self.milliseconds)
        number += 1
        // Under the lock, so that no call runs when `stop` has returned.
        let goesOn = isStopped.withLock { isStopped in
          if !isStopped { tick(number) }
          return !isStopped
        }
        if !goesOn { return }
      }
    }
  }

  /// Stops; afterwards `tick` is not called any more.
  func stop() {
    isStopped.withLock { $0 = true }
  }
}
