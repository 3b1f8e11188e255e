// SPDX-License-Identifier: GPL-3.0-or-later

extension BuiltinTable {
  /// Sets of targets and ports, and techniques made on the spot.
  static let setRows: [BuiltinRow] = [
    BuiltinRow(
      .targets, [SignatureParameter("items", [.targets], isVariadic: true)], .type(.targets),
      "A target set of addresses, networks, ranges, hosts, names and lists of them.",
      example: "let edge = targets(203.0.113.0/24, 2001:db8::7)"),
    BuiltinRow(
      .ports, [SignatureParameter("items", [.ports], isVariadic: true)], .type(.ports),
      "A port set of numbers, ranges, pinned ports, names of services and lists of them.",
      example: "let web = ports(80, 443, 8000-8100)"),
    BuiltinRow(
      .tcp, [SignatureParameter("items", [.ports], isVariadic: true)], .type(.ports),
      "A port set with every bare port pinned to TCP.",
      example: "tcp(22, 80)"),
    BuiltinRow(
      .udp, [SignatureParameter("items", [.ports], isVariadic: true)], .type(.ports),
      "A port set with every bare port pinned to UDP. Without parentheses `udp` is the technique.",
      example: "udp(53, 161)"),
    BuiltinRow(
      .flags,
      [
        SignatureParameter("flags", [.flags]),
        SignatureParameter("silence", [.state]),
        SignatureParameter("rst", [.state], default: "closed"),
      ], .type(.technique),
      """
      A technique without a name that sends these TCP flags: SYN|ACK means open, an unreachable message filtered, RST \
      what `rst:` says and no answer what `silence:` says.
      """,
      example: "flags(SYN|PSH, silence: filtered)"),
    BuiltinRow(
      .topPorts, [SignatureParameter("count", [.int])], .type(.ports),
      "The ports that are most often found in use, this many of them.",
      example: "top_ports(100)"),
  ]
}
