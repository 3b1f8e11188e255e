// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A thread that lives beside a command and is never waited for.
enum BackgroundThread {
  private final class Job: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts `body`; says whether the system allowed it.
  @discardableResult
  static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    let job = Unmanaged.passRetained(Job(body))
    var thread = pthread_t()
    let started = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Job>.fromOpaque(context).takeRetainedValue().body()
        return nil
      }, job.toOpaque())
    guard started == 0 else {
      job.release()
      return false
    }
    pthread_detach(thread)
    return true
  }
}
