// SPDX-License-Identifier: GPL-3.0-or-later

/// Which scope file holds: `--scope`, else `SCAN_SCOPE`, else the one in the configuration folder.
struct ScopeFinder {
  /// Values of environment variables; empty ones count as not set.
  let environment: (String) -> String?
  /// Whether anything at all lies at a path.
  let exists: (String) -> Bool

  /// The file to read; `nil` where there is none and the default scope holds.
  ///
  /// A file that was named but is not there is not passed over: whoever named it relies on it.
  func path(option: String?) -> String? {
    if let named = option ?? environment("SCAN_SCOPE") { return named }
    guard let folder = ConfigurationFolder.path(environment) else { return nil }
    let path = "\(folder)/scope.scan"
    return exists(path) ? path : nil
  }
}
