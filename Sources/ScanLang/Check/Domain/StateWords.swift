// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// States as `on`, `expect` and techniques write them.
enum StateWords {
  /// The state of names joined by `|`, `nil` if one is no state.
  static func state(_ pattern: StatePattern) -> PortState? {
    var state: PortState = []
    for name in pattern.names {
      guard let part = Predeclared.states.first(where: { $0.name == name.text })?.state else { return nil }
      state.formUnion(part)
    }
    return state
  }

  /// States as a list for messages: `closed`, `filtered` and `open|filtered`.
  static func list(_ states: [PortState]) -> String {
    let words = states.map { "`\($0)`" }
    guard words.count > 1 else { return words.first ?? "nothing" }
    return words.dropLast().joined(separator: ", ") + " and " + words[words.count - 1]
  }
}
