// SPDX-License-Identifier: GPL-3.0-or-later

/// A type of values: what it is, and a value of it for examples.
public struct TypeRow: Sendable {
  /// The type; `.list(.unknown)` stands for every list.
  public let type: ValueType
  /// What its values are.
  public let documentation: String
  /// An expression that gives one, where the names of examples are known.
  public let sample: String
  /// What must stand around an example with it.
  public let frame: ExampleFrame

  init(_ type: ValueType, _ documentation: String, _ sample: String, in frame: ExampleFrame = .statement) {
    self.type = type
    self.documentation = documentation
    self.sample = sample
    self.frame = frame
  }

  /// How a script shows one.
  public var example: String {
    if frame == .scan { return "on error as e { print(e.text) }" }
    return "print(\(sample.hasSuffix("?") ? String(sample.dropLast()) : sample))"
  }

  /// The row of a type.
  public static func row(_ type: ValueType) -> TypeRow? { all.first { $0.type == type.shape } }

  /// Every type that has a name.
  public static let all: [TypeRow] = [
    TypeRow(.none, "The absence of a value.", "none"),
    TypeRow(.bool, "`true` or `false`.", "true"),
    TypeRow(.int, "A whole number of 64 bits; overflow is a run-time error.", "42"),
    TypeRow(.float, "A fraction: IEEE 754, 64 bits.", "2.5"),
    TypeRow(.string, "Unicode text; lengths and positions count code points.", "\"text\""),
    TypeRow(.bytes, "Bytes as sent or received.", "b\"\\x00\\x01\""),
    TypeRow(.size, "An amount of data.", "64KiB"),
    TypeRow(.duration, "A length of time, exact to the microsecond.", "1h30m"),
    TypeRow(.rate, "So many in a time.", "5k/s"),
    TypeRow(.date, "A day, in UTC.", "2026-12-31"),
    TypeRow(.time, "A moment, in UTC, exact to the microsecond.", "now()"),
    TypeRow(.address, "An IPv4 or IPv6 address; a zone belongs to it.", "192.0.2.1"),
    TypeRow(.network, "An address and a prefix length.", "(10.0.0.0/24)"),
    TypeRow(.addressRange, "All addresses from one to another, both included.", "(10.0.0.1-10.0.0.9)"),
    TypeRow(.range, "Whole numbers from one to another, both included; a port set where ports are wanted.", "(1-1024)"),
    TypeRow(.targets, "A set of addresses; host names in it are resolved before the first packet.", "dmz"),
    TypeRow(.port, "A port number with its protocol; bare where the protocol is open.", "(443/tcp)"),
    TypeRow(.ports, "A set of ports, each of one protocol or of any.", "web"),
    TypeRow(.flags, "A set of TCP flags.", "(SYN|ACK)"),
    TypeRow(.state, "What a port may be: a set of `open`, `closed` and `filtered`.", "p.state"),
    TypeRow(.technique, "A probe, and what its answers mean.", "syn"),
    TypeRow(.list(.unknown), "Values in an order, counted from 0.", "xs"),
    TypeRow(.map, "Values by key, in the order they were put in; records that scripts make are maps.", "counts"),
    TypeRow(.function(.unknown), "A function, a lambda or a builtin as a value.", "xs.map(x => x + 1)"),
    TypeRow(.record(.portResult), "What is known of one port.", "p"),
    TypeRow(.record(.host), "What is known of one host; an address wherever one is wanted.", "h"),
    TypeRow(.record(.results), "All that a scan found.", "seen"),
    TypeRow(.record(.observation), "What `probe` observed; it never changes the results of a scan.", "probe(p)"),
    TypeRow(.record(.reply), "The TCP segment that answered.", "p.reply?"),
    TypeRow(.record(.handlerError), "An error in a handler, with how often it happened.", "e", in: .scan),
    TypeRow(.record(.finding), "A finding as the results keep it.", "seen.findings.first"),
    TypeRow(.record(.comparison), "What `diff` found changed between two results.", "diff(seen, seen)"),
    TypeRow(
      .record(.change), "A port whose state or service is not what it was.",
      "diff(seen, (scan dmz ports web using ack)).changed.first"),
    TypeRow(.record(.tls), "What a server showed over TLS.", "(try tls(p) else none)?"),
    TypeRow(.record(.certificate), "An X.509 certificate (RFC 5280).", "(try tls(p) else none)?.certificate?"),
    TypeRow(.record(.http), "The answer of a web server.", "(try http(p) else none)?"),
    TypeRow(.record(.ssh), "How an SSH server identified itself.", "(try ssh(p) else none)?"),
    TypeRow(.record(.service), "Which service answers on a port.", "(try service(p) else none)?"),
    TypeRow(.record(.ping), "The answer to an echo request.", "(try ping(h) else none)?"),
    TypeRow(.record(.traceroute), "The way to a host.", "(try traceroute(h) else none)?"),
    TypeRow(.record(.hop), "One router on the way to a host.", "(try traceroute(h) else none)?.hops?.first?"),
    TypeRow(.record(.dns), "The answer of a name server.", "(try dns(\"example.org\") else none)?"),
    TypeRow(
      .record(.dnsAnswer), "One record of a name server's answer.", "(try dns(\"www\").answers.first else none)?"),
  ]
}
