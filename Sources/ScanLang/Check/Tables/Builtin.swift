// SPDX-License-Identifier: GPL-3.0-or-later

/// A function that the language brings along; the raw value is its name in a script.
///
/// What each takes, gives and does is a row of `BuiltinTable`.
public enum Builtin: String, CaseIterable, Sendable {
  // Output.
  case print, note
  // Clock and surroundings.
  case now, today, env, sleep
  case readLines = "read_lines"
  // Values.
  case range, len, str, int, float, round, min, max, sorted, json
  case parseJson = "parse_json"
  // Sets of targets and ports, techniques.
  case targets, ports, tcp, udp, flags
  case topPorts = "top_ports"
  // Questions to the network.
  case probe, banner, resolve, reverse
  // Results of earlier runs.
  case baseline, diff
  // Protocols spoken to a port or host.
  case tls, http, ssh, service, ping, traceroute, dns
  // Control of the scan that runs.
  case stop, skip
}
