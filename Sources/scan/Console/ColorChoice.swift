// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

/// `--color`
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
  case auto, always, never

  /// Whether a stream is coloured; `noColor` is the variable NO_COLOR (no-color.org), which `always` overrules.
  func isOn(isCapable: Bool, noColor: Bool) -> Bool {
    switch self {
    case .auto: isCapable && !noColor
    case .always: true
    case .never: false
    }
  }

  /// Whether the stream behind `terminal` is coloured in this environment.
  func isOn(_ terminal: Terminal) -> Bool {
    isOn(isCapable: terminal.isCapable, noColor: Environment.value("NO_COLOR") != nil)
  }
}
