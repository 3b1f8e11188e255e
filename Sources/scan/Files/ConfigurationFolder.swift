// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a person's own settings of the program lie.
enum ConfigurationFolder {
  /// `$XDG_CONFIG_HOME/scan` where that is an absolute path (XDG Base Directory Specification), else `~/.config/scan`;
  /// `nil` where there is no home. `environment` gives the values of variables, `nil` for what is not set or empty.
  static func path(_ environment: (String) -> String?) -> String? {
    if let folder = environment("XDG_CONFIG_HOME"), folder.hasPrefix("/") { return "\(folder)/scan" }
    return environment("HOME").map { "\($0)/.config/scan" }
  }
}
