// SPDX-License-Identifier: GPL-3.0-or-later

extension BuiltinTable {
  /// Questions to the network, and control of the scan that runs.
  static let networkRows: [BuiltinRow] = [
    BuiltinRow(
      .probe,
      [
        SignatureParameter("target", [.record(.portResult), .record(.host), .address, .string]),
        SignatureParameter("port", [.int, .port], default: "none"),
        SignatureParameter(
          "using", [.technique],
          default:
            "the technique that decided the port; for a host or address as in a scan: syn else connect, udp for a UDP port"
        ),
        SignatureParameter("tries", [.int], default: "3"),
        SignatureParameter("timeout", [.duration], default: "1s"),
      ], .type(.record(.observation)), effect: .sends,
      """
      Asks one port once more and gives what was observed; the results of the scan stay as they are. The port comes \
      with a port result, for a host or an address it is given. Every try goes through scope, rate and limits.
      """,
      example: "let odd = probe(p, using: ack, tries: 2)"),
    BuiltinRow(
      .banner,
      [
        SignatureParameter("target", [.record(.portResult), .record(.host), .address, .string]),
        SignatureParameter("port", [.int, .port], default: "none"),
        SignatureParameter("send", [.bytes, .string], default: "none"),
        SignatureParameter("wait", [.duration], default: "2s"),
        SignatureParameter("max", [.int, .size], default: "4096"),
        SignatureParameter("timeout", [.duration], default: "5s"),
      ], .type(.string), effect: .sends,
      """
      Connects to a port, sends what `send:` says, and gives what the server says first. At most `max:` bytes are \
      read; bytes that are no UTF-8 become U+FFFD. A connection that is refused or lost, and a server that says \
      nothing within `wait:`, fail.
      """,
      example: #"let hello = try banner(p, wait: 1s) else """#),
    BuiltinRow(
      .resolve, [SignatureParameter("name", [.string])], .type(.list(.address)), effect: .asksResolver,
      """
      The addresses of a host name, as the system's resolvers know it; an unknown name fails. Look-ups are counted in the \
      summary, and at most 100 of them begin in a second.
      """,
      example: #"try resolve("vpn.example.org") else []"#),
    BuiltinRow(
      .reverse, [SignatureParameter("address", [.address, .record(.host)])], .type(.optional(.string)),
      effect: .asksResolver,
      "The host name of an address, or none.",
      example: #"reverse(192.0.2.1) ?? "no name""#),
    BuiltinRow(
      .stop, [], .type(.none), effect: .endsSending,
      "Ends the sending of the scan whose handler calls it; handlers that run finish, then `on done` runs.",
      example: "on open 22 { stop() }"),
    BuiltinRow(
      .skip, [SignatureParameter("host", [.record(.host), .address, .record(.portResult)])], .type(.none),
      effect: .endsSending,
      "Ends the sending to one host in the scan whose handler calls it.",
      example: "on open 9100 as p { skip(p.host) }"),
  ]
}
