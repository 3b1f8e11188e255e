// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Other programs.
struct ChildProcess {
  /// Its process id.
  let id: pid_t

  /// Starts a program with the same streams, or with `input` as its standard input; a name without a slash is looked for
  /// in $PATH. Variables are added to its environment. Throws why it cannot be started.
  ///
  /// Signals are blocked in every thread of ours; the program gets them as a shell would give them.
  init(_ arguments: [String], input: Int32? = nil, adding variables: [String] = []) throws(SystemFailure) {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var usual = sigset_t()
    sigemptyset(&usual)
    sigaddset(&usual, SIGPIPE)
    sigaddset(&usual, SIGQUIT)
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input { posix_spawn_file_actions_adddup2(&actions, input, 0) }
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    let added: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) }
    defer { added.forEach { free($0) } }
    var child: pid_t = 0
    var surroundings = added + Self.surroundings + [nil]
    guard let path = words[0] else { throw SystemFailure(call: "posix_spawn", code: ENOENT) }
    let code = posix_spawnp(&child, path, &actions, &attributes, &words, &surroundings)
    guard code == 0 else { throw SystemFailure(call: "posix_spawn", code: code) }
    id = child
  }

  /// The environment as the system has it.
  private static var surroundings: [UnsafeMutablePointer<CChar>?] {
    var variables: [UnsafeMutablePointer<CChar>?] = []
    var place: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = environ
    while let variable = place.pointee {
      variables.append(variable)
      place += 1
    }
    return variables
  }

  /// Its exit status when it is over, 128 and the number for a signal; `nil` while it runs.
  func status() -> Int32? {
    var status: Int32 = 0
    let ended = waitpid(id, &status, WNOHANG)
    return ended == 0 || ended < 0 && errno == EINTR ? nil : Self.meaning(of: status)
  }

  /// Waits until it has stopped, as at Ctrl-Z, so many milliseconds at most; `false` for one that goes on, or is over.
  func hasStopped(within milliseconds: Int32) -> Bool {
    for _ in 0..<max(1, milliseconds / 10) {
      var details = siginfo_t()
      // It is only looked at: its end is still to be told.
      guard waitid(P_PID, id_t(id), &details, WSTOPPED | WEXITED | WNOHANG | WNOWAIT) == 0 else { return false }
      if details.si_signo == SIGCHLD { return details.si_code == CLD_STOPPED }
      poll(nil, 0, 10)
    }
    return false
  }

  /// Waits for its end, and gives its exit status. When it is stopped, as by Ctrl-Z, `stopped` is called, which stops
  /// this process too: the shell must see that. Its `fg` lets both go on, and it is told once more where there is none.
  func wait(stopped: () -> Void = {}) -> Int32 {
    var status: Int32 = 0
    while true {
      guard waitpid(id, &status, WUNTRACED) >= 0 else {
        if errno != EINTR { return 127 }
        continue
      }
      guard status & 0xFF == 0x7F else { return Self.meaning(of: status) }
      stopped()
      kill(id, SIGCONT)
    }
  }

  private static func meaning(of status: Int32) -> Int32 {
    status & 0x7F == 0 ? status >> 8 & 0xFF : ExitStatus.signalBase + status & 0x7F
  }

  /// Runs a program with the same streams, waits for its end and gives its exit status; 127 when it cannot be started.
  static func run(_ arguments: [String], stopped: () -> Void = {}) -> Int32 {
    (try? ChildProcess(arguments))?.wait(stopped: stopped) ?? 127
  }
}
