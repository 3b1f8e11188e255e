// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Whether the program runs with the rights of its file's owner or group instead of those of whoever started it.
///
/// A playbook reads, writes and sends what its author wants. As root's own program it would do so for anybody, in files that
/// are not theirs; raw packets need one capability and no more.
enum BorrowedRights {
  /// Why the program does not go on, where it must not.
  static var refusal: UsageError? {
    let isUser = getuid() != geteuid()
    guard isUser || getgid() != getegid() else { return nil }
    let path = Environment.programPath ?? "PROGRAM"
    return UsageError(
      "this copy of the program is \(isUser ? "set-user-ID" : "set-group-ID"): it would do for anybody what "
        + "\(isUser ? "user \(geteuid())" : "group \(getegid())") may do",
      hint: "take the bit away and grant raw packets alone: chmod ug-s \(path) && setcap cap_net_raw+ep \(path)")
  }
}
