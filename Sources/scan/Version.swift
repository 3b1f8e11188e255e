// SPDX-License-Identifier: GPL-3.0-or-later

/// The program's version: the one place where it is written.
enum Version {
  /// Semantic version (semver.org).
  static let text = "0.1.0"

  /// What `scan version` prints.
  static let line = "scan \(text)"
}
