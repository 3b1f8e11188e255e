// SPDX-License-Identifier: GPL-3.0-or-later

/// What a call of a builtin function does beside giving a value.
public enum CallEffect: String, Sendable, CaseIterable {
  case none, writes, readsClock, readsEnvironment, readsFile, waitsForClock, asksResolver, sends, endsSending

  /// Whether the call may wait for the network or the clock.
  public var waits: Bool {
    switch self {
    case .waitsForClock, .asksResolver, .sends: true
    case .none, .writes, .readsClock, .readsEnvironment, .readsFile, .endsSending: false
    }
  }

  /// Whether something happens beside finding a value.
  public var acts: Bool { waits || self == .writes || self == .endsSending }

  /// In words.
  public var documentation: String {
    switch self {
    case .none: "none: it only gives a value"
    case .writes: "writes output"
    case .readsClock: "reads the clock"
    case .readsEnvironment: "reads the environment of the program"
    case .readsFile: "reads a file below the script's folder"
    case .waitsForClock: "waits; sends nothing"
    case .asksResolver: "waits; asks the system's resolvers, sends nothing itself"
    case .sends: "waits, and sends packets through scope, rate and limits"
    case .endsSending: "ends sending in the scan whose handler calls it"
    }
  }
}
