// SPDX-License-Identifier: GPL-3.0-or-later

/// What is known of a port: the set of states it may be in. One member is certainty, several are doubt.
@frozen
public struct PortState: OptionSet, Hashable, Sendable {
  /// One bit for each state that is possible.
  public let rawValue: UInt8

  /// The state of the lowest three bits; others are dropped.
  @inlinable
  public init(rawValue: UInt8) {
    self.rawValue = rawValue & 7
  }

  /// Something accepts connections or answers datagrams.
  public static let open = PortState(rawValue: 1)
  /// The host answers that nothing listens.
  public static let closed = PortState(rawValue: 2)
  /// A filter keeps the probe or its answer away.
  public static let filtered = PortState(rawValue: 4)
  /// Reachable, open or closed.
  public static let unfiltered: PortState = [.open, .closed]

  /// Every state that has a name of its own, in the order of printing.
  public static let names: [(name: String, state: PortState)] = [
    ("open", .open), ("closed", .closed), ("filtered", .filtered), ("unfiltered", .unfiltered),
  ]

  /// The state of one name; nil for any other name.
  public init?(name: some StringProtocol) {
    guard let row = PortState.names.first(where: { $0.name == name }) else { return nil }
    self = row.state
  }

  /// True when the port may be in one of the states given.
  @inlinable
  public func mayBe(_ state: PortState) -> Bool {
    rawValue & state.rawValue != 0
  }
}

extension PortState: CustomStringConvertible, LosslessStringConvertible {
  /// `open`, `unfiltered`, `open|filtered` and so on; `unknown` for the empty set, which no technique yields.
  public var description: String { Self.texts[Int(rawValue)] }

  /// The text of every set of states, by its bits.
  private static let texts: [String] = (0...7).map { (bits: UInt8) in
    let state = PortState(rawValue: bits)
    if let row = names.first(where: { $0.state == state }) { return row.name }
    let present = names.prefix(3).filter { state.contains($0.state) }
    return present.isEmpty ? "unknown" : present.map(\.name).joined(separator: "|")
  }

  /// Reads names joined by `|`; nil when one of them is none.
  public init?(_ text: some StringProtocol) {
    var all: PortState = []
    for name in text.split(separator: "|", omittingEmptySubsequences: false) {
      guard let state = PortState(name: name) else { return nil }
      all.formUnion(state)
    }
    self = all
  }
}
