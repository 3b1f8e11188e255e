// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import Glibc
import NetworkTypes

/// What other threads tell the interpreter.
enum Message: Sendable {
  case observed(scan: Int, [Observation])
  case finished(scan: Int, EngineEnd)
  case answered(task: Int, wait: Int, ConversationResult)
  case resolved(request: Int, [NameResult])
  case reversed(task: Int, wait: Int, String?)
  case interrupted
  /// Something that another thread wants done here.
  case perform(@Sendable (Session) -> Void)
}

/// A queue into the interpreter's thread: any thread puts, that one takes and waits.
///
/// `@unchecked Sendable`: the queue is only touched with the lock held; the lock and condition are never moved.
final class Mailbox: @unchecked Sendable {
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>
  private var messages: [Message] = []

  init() {
    lock = .allocate(capacity: 1)
    condition = .allocate(capacity: 1)
    pthread_mutex_init(lock, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    // The wall clock may be set while we wait.
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(lock)
    condition.deallocate()
    lock.deallocate()
  }

  /// Puts a message and wakes the interpreter.
  func put(_ message: Message) {
    pthread_mutex_lock(lock)
    messages.append(message)
    pthread_cond_signal(condition)
    pthread_mutex_unlock(lock)
  }

  /// Everything put since the last time, in order; waits for nothing.
  func take() -> [Message] {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    defer { messages = [] }
    return messages
  }

  /// Everything put since the last time, in order; waits for something until the given time at most.
  func take(until deadline: MonotonicTime?) -> [Message] {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while messages.isEmpty {
      guard let deadline else {
        pthread_cond_wait(condition, lock)
        continue
      }
      var time = timespec(
        tv_sec: Int(deadline.nanoseconds / 1_000_000_000), tv_nsec: Int(deadline.nanoseconds % 1_000_000_000))
      if pthread_cond_timedwait(condition, lock, &time) == ETIMEDOUT { break }
    }
    defer { messages = [] }
    return messages
  }
}
