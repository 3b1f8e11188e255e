// SPDX-License-Identifier: GPL-3.0-or-later

/// All builtin functions: one row each, grouped by file.
public enum BuiltinTable {
  /// In the order of the reference.
  public static let rows: [BuiltinRow] = outputRows + valueRows + setRows + networkRows + resultRows

  /// The row of a function.
  public static func row(_ builtin: Builtin) -> BuiltinRow {
    guard let row = byBuiltin[builtin] else { preconditionFailure("no row for \(builtin.rawValue)") }
    return row
  }

  /// Functions that the language will have and this version does not, with what they are for.
  public static let planned: [String: String] = [
    "tls": "reads a server's certificate and protocol version",
    "http": "asks a web server",
    "ssh": "reads the keys and algorithms of an SSH server",
    "service": "finds out which program answers on a port",
    "ping": "asks a host for an echo",
    "traceroute": "lists the routers on the way to a host",
    "dns": "asks a name server",
    "previous": "reads the results of the run before",
  ]

  private static let byBuiltin: [Builtin: BuiltinRow] = Dictionary(
    uniqueKeysWithValues: rows.map { ($0.builtin, $0) })
}
