// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Names with a fixed value that stand in every script.
public enum Predeclared {
  /// State names (language reference, section 4); the mixtures are written with `|`.
  public static let states: [(name: String, state: PortState, documentation: String)] = [
    ("open", .open, "Something accepts connections on the port, or answers datagrams."),
    ("closed", .closed, "The host answers that nothing listens on the port."),
    ("filtered", .filtered, "A filter keeps the probe or its answer away; whether something listens is not known."),
    (
      "unfiltered", .unfiltered,
      "No filter keeps the probe away, and whether the port is open or closed is not known: `open|closed`."
    ),
  ]

  /// States of uncertainty that have no name of their own.
  public static let mixtures: [(name: String, state: PortState, documentation: String)] = [
    (
      "open|filtered", [.open, .filtered],
      "Nothing came back, and an open port would keep silent too: what `udp`, `fin`, `null` and `xmas` say of silence."
    ),
    (
      "closed|filtered", [.closed, .filtered],
      "Closed or filtered, not known which; no builtin technique says so, one of your own may."
    ),
  ]

  /// TCP flags by their usual names; `NONE` is no flag at all.
  /// Meanings: RFC 9293 §3.1, RFC 3168 §6.1.
  public static let flags: [(name: String, flags: TCPFlags, documentation: String)] = [
    ("SYN", .syn, "Opens a connection: synchronize sequence numbers (RFC 9293 §3.1)."),
    ("ACK", .ack, "The segment acknowledges what was received (RFC 9293 §3.1)."),
    ("FIN", .fin, "The sender has no more to send (RFC 9293 §3.1)."),
    ("RST", .rst, "Resets the connection, or says that there is none (RFC 9293 §3.1)."),
    ("PSH", .psh, "Hand the data to the application at once (RFC 9293 §3.1)."),
    ("URG", .urg, "The urgent pointer counts (RFC 9293 §3.1)."),
    ("ECE", .ece, "The receiver saw congestion marks; in a SYN, it can (RFC 3168 §6.1)."),
    ("CWR", .cwr, "The sender reduced its congestion window (RFC 3168 §6.1.2)."),
    ("NONE", [], "No flag at all."),
  ]

  /// Port sets (language reference, section 3).
  /// The three ranges of RFC 6335 §6, and all of them.
  public static let portSets: [(name: String, ports: PortSet, documentation: String)] = [
    ("system_ports", .systemPorts, "0-1023, the System Ports (RFC 6335 §6)."),
    ("registered_ports", .registeredPorts, "1024-49151, the User Ports (RFC 6335 §6)."),
    ("dynamic_ports", .dynamicPorts, "49152-65535, the Dynamic Ports (RFC 6335 §6)."),
    ("all_ports", .allPorts, "1-65535; 0 is reserved and is asked only where it is named."),
  ]

  /// What a predeclared name means, `nil` for any other.
  public static func resolution(_ name: String) -> Resolution? { table[name] }

  /// Whether a name can never be declared anew: states, flags and port sets.
  public static func isFixed(_ name: String) -> Bool { table[name] != nil }

  private static let table: [String: Resolution] = {
    var table: [String: Resolution] = [:]
    for row in states { table[row.name] = .state(row.state) }
    for row in flags { table[row.name] = .flags(row.flags) }
    for row in portSets { table[row.name] = .ports(row.ports) }
    return table
  }()
}
