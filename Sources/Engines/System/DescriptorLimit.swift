// SPDX-License-Identifier: GPL-3.0-or-later
import CNet

/// How many files the process may hold open (`RLIMIT_NOFILE`).
public struct DescriptorLimit: Hashable, Sendable {
  /// The limit in force.
  public let soft: UInt64
  /// As far as the process may raise it.
  public let hard: UInt64

  /// The present limits; throws when the system will not say.
  public static func current() throws(EngineError) -> DescriptorLimit {
    var soft: UInt64 = 0
    var hard: UInt64 = 0
    try SystemCall.run("getrlimit") { cnet_descriptor_limit(&soft, &hard) }
    return DescriptorLimit(soft: soft, hard: hard)
  }

  /// Raises the limit in force as far as it goes, and reports what holds then.
  @discardableResult
  public static func raise() throws(EngineError) -> DescriptorLimit {
    let before = try current()
    if before.soft >= before.hard { return before }
    try SystemCall.run("setrlimit") { cnet_set_descriptor_limit(before.hard) }
    return try current()
  }
}
