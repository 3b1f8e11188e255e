// SPDX-License-Identifier: GPL-3.0-or-later

extension Builtin {
  /// Follow-ups for which this version has no client yet: on a real network they fail.
  public static let onSimulatedNetworksAlone: Set<Builtin> = [.tls, .http, .dns]
}

extension BuiltinTable {
  private static let target = SignatureParameter(
    "target", [.record(.portResult), .record(.host), .address, .string])
  private static let port = SignatureParameter("port", [.int, .port], default: "none")
  private static let host = SignatureParameter(
    "host", [.record(.host), .address, .record(.portResult), .string])

  private static func timeout(_ text: String) -> SignatureParameter {
    SignatureParameter("timeout", [.duration], default: text)
  }

  /// Protocols spoken to a port or host that a scan found.
  static let followupRows: [BuiltinRow] = [
    BuiltinRow(
      .tls,
      [
        target, port, SignatureParameter("sni", [.string], default: "the host's name, if it has one"),
        SignatureParameter("alpn", [.list(.string)], default: "[]"), timeout("5s"),
      ], .type(.record(.tls)), effect: .sends,
      """
      Makes a TLS connection and tells what the server showed, its certificate first of all; whether the certificate is \
      valid makes no difference. A port that does not speak TLS fails.
      """,
      example: "let t = try tls(p) else none\nprint(t?.certificate?.not_after)"),
    BuiltinRow(
      .http,
      [
        target, port, SignatureParameter("method", [.string], default: "\"GET\""),
        SignatureParameter("path", [.string], default: "\"/\""),
        SignatureParameter("headers", [.map], default: "{}"),
        SignatureParameter("over", [.string], default: "\"tcp\""),
        SignatureParameter("max", [.int, .size], default: "64KiB"),
        SignatureParameter("redirects", [.int], default: "0"), timeout("5s"),
      ], .type(.record(.http)), effect: .sends,
      """
      Asks a web server and gives its answer, whatever the status. `over:` is `"tcp"` or `"tls"`; at most `max:` bytes \
      are read. Redirects are followed only where `redirects:` says so, each through the scope.
      """,
      example: "let page = try http(p, path: \"/status\") else none\nprint(page?.status)"),
    BuiltinRow(
      .ssh, [target, port, timeout("5s")], .type(.record(.ssh)), effect: .sends,
      """
      Reads how an SSH server identifies itself (RFC 4253, section 4.2). A port that says something else, or nothing, \
      fails.
      """,
      example: "let s = try ssh(p) else none\nprint(s?.software)"),
    BuiltinRow(
      .service, [target, port, timeout("5s")], .type(.record(.service)), effect: .sends,
      """
      Finds out which service answers on a port, by what it says first; where it says nothing that is known, `name` is \
      the usual one of the port number and `evidence` is `"port"`. A port that is not open fails.
      """,
      example: "let s = try service(p) else none\nprint(s?.name, s?.product)"),
    BuiltinRow(
      .ping, [host, SignatureParameter("tries", [.int], default: "3"), timeout("1s")], .type(.record(.ping)),
      effect: .sends,
      """
      Asks a host for an ICMP echo, until one comes; a host that does not answer within `timeout:` to any of the tries \
      fails. Needs raw packets (`CAP_NET_RAW`).
      """,
      example: "let echo = try ping(h) else none\nprint(echo?.rtt)"),
    BuiltinRow(
      .traceroute, [host, SignatureParameter("hops", [.int], default: "30"), timeout("1s")],
      .type(.record(.traceroute)), effect: .sends,
      """
      Lists the routers on the way to a host, the nearest first; one that does not answer has no address. Each is asked \
      by ICMP echo requests of its TTL, three at most, each of which waits `timeout:`. Needs raw packets \
      (`CAP_NET_RAW`).
      """,
      example: "let way = try traceroute(h) else none\nprint(way?.hops?.count)"),
    BuiltinRow(
      .dns,
      [
        SignatureParameter("name", [.string]), SignatureParameter("type", [.string], default: "\"A\""),
        SignatureParameter("server", [.address, .record(.host)], default: "the system's resolver"), timeout("5s"),
      ], .type(.record(.dns)), effect: .sends,
      """
      Asks a name server for records of a type: `"A"`, `"AAAA"`, `"PTR"` and others. A name that does not exist gives \
      `code` `"NXDOMAIN"` and no answers; a server that does not answer fails.
      """,
      example: "let found = try dns(\"example.org\", type: \"AAAA\") else none\nprint(found?.answers?.count)"),
  ]
}
