// SPDX-License-Identifier: GPL-3.0-or-later

/// The identification string of an SSH server: `SSH-protoversion-softwareversion SP comments` (RFC 4253, section 4.2).
public struct SSHIdentification: Hashable, Sendable {
  /// The whole line without its end.
  public let line: String
  /// Protocol version: `2.0`; `1.99` is a server that speaks 1.x too (section 5.1).
  public let protocolVersion: String
  /// What the server calls itself: `OpenSSH_9.2p1`.
  public let software: String
  /// What follows a blank; absent without one.
  public let comment: String?

  /// Finds the line in what a server said first; lines before it are allowed (section 4.2). `nil` where there is none.
  public init?(_ bytes: some Sequence<UInt8>) {
    let text = String(decoding: Array(bytes), as: UTF8.self)
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    // The line is at most 255 bytes long, its end included.
    guard let found = lines.first(where: { $0.hasPrefix("SSH-") && $0.utf8.count <= 253 }) else { return nil }
    let parts = found.dropFirst(4).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else { return nil }
    let rest = parts[1].split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard let software = rest.first, !software.isEmpty else { return nil }
    line = String(found)
    protocolVersion = String(parts[0])
    self.software = String(software)
    comment = rest.count > 1 ? String(rest[1]) : nil
  }
}
