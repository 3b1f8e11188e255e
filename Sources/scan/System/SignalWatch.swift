// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Receives SIGINT, SIGTERM and SIGHUP on a thread of its own; every other thread has them blocked.
///
/// A signal that was ignored when the program began (`nohup`) stays ignored: the kernel drops it.
enum SignalWatch {
  private static let watched = [SIGINT, SIGTERM, SIGHUP]
  /// What a program that has the terminal to itself must know too.
  static let terminalSignals = [SIGWINCH, SIGTSTP, SIGCONT]

  /// Blocks the signals for this thread and all that it starts; to be called before any thread is.
  static func block(_ more: [Int32] = []) {
    var set = watchedSet(more)
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  /// A write into a closed pipe gives an error instead of ending the program.
  static func ignoreClosedPipes() {
    signal(SIGPIPE, SIG_IGN)
  }

  /// Calls `received` with each signal and how many there have been, this one included.
  static func start(_ more: [Int32] = [], _ received: @escaping @Sendable (_ signal: Int32, _ count: Int) -> Void) {
    BackgroundThread.start {
      var set = watchedSet(more)
      var count = 0
      while true {
        var number: Int32 = 0
        guard sigwait(&set, &number) == 0 else { continue }
        count += 1
        received(number, count)
      }
    }
  }

  private static func watchedSet(_ more: [Int32]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in watched + more { sigaddset(&set, number) }
    return set
  }
}
