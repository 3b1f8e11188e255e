// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Names with a fixed value that stand in every script.
public enum Predeclared {
  /// State names (language reference, section 4); the mixtures are written with `|`.
  public static let states: [(name: String, state: PortState)] = [
    ("open", .open), ("closed", .closed), ("filtered", .filtered), ("unfiltered", .unfiltered),
  ]

  /// TCP flags by their usual names; `NONE` is no flag at all.
  public static let flags: [(name: String, flags: TCPFlags)] = [
    ("SYN", .syn), ("ACK", .ack), ("FIN", .fin), ("RST", .rst), ("PSH", .psh), ("URG", .urg), ("ECE", .ece),
    ("CWR", .cwr), ("NONE", []),
  ]

  /// Port sets (language reference, section 3).
  public static let portSets: [(name: String, ports: PortSet)] = [
    ("system_ports", .systemPorts), ("registered_ports", .registeredPorts), ("dynamic_ports", .dynamicPorts),
    ("all_ports", .allPorts),
  ]

  /// What a predeclared name means, `nil` for any other.
  public static func resolution(_ name: String) -> Resolution? { table[name] }

  /// Whether a name can never be declared anew: states, flags and port sets.
  public static func isFixed(_ name: String) -> Bool { table[name] != nil }

  private static let table: [String: Resolution] = {
    var table: [String: Resolution] = [:]
    for (name, state) in states { table[name] = .state(state) }
    for (name, value) in flags { table[name] = .flags(value) }
    for (name, value) in portSets { table[name] = .ports(value) }
    return table
  }()
}
