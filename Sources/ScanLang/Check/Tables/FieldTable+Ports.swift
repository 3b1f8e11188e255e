// SPDX-License-Identifier: GPL-3.0-or-later

extension FieldTable {
  private static let port = ValueType.record(.portResult)
  private static let seen = ValueType.record(.observation)
  private static let reply = ValueType.record(.reply)

  /// Fields of port results, observations and replies.
  static let portRows: [FieldRow] = [
    FieldRow(port, .host, .address, "The address that was asked."),
    FieldRow(port, .name, .optional(.string), "The host's name as the script wrote it, or none."),
    FieldRow(port, .port, .port, "Number and protocol together, as `443/tcp`."),
    FieldRow(port, .number, .int, "The port number."),
    FieldRow(port, .protocol, .string, "`tcp` or `udp`."),
    FieldRow(port, .state, .state, "What the primary technique of the port's protocol says."),
    FieldRow(port, .reason, .string, "Why, in nmap's words: `syn-ack`, `reset`, `no-response`, `port-unreach`, …"),
    FieldRow(port, .rtt, .optional(.duration), "The round-trip time of the answer; none without an answer."),
    FieldRow(port, .ttl, .optional(.int), "The TTL or hop limit of the answer; none where it was not seen."),
    FieldRow(port, .tries, .int, "How many packets were sent to it for the state."),
    FieldRow(port, .technique, .technique, "The technique that decided the state."),
    FieldRow(port, .service, .optional(.string), "The usual name of the service on this port number, or none."),
    FieldRow(port, .reply, .optional(.record(.reply)), "The TCP answer; none without one."),
    FieldRow(
      port, .answeredFrom, .optional(.int),
      "Another port of the host from which a datagram came that seems to answer; the port itself was silent."),

    FieldRow(seen, .state, .state, "What the technique says of the answer."),
    FieldRow(seen, .reason, .string, "Why, in nmap's words."),
    FieldRow(seen, .rtt, .optional(.duration), "The round-trip time of the answer; none without an answer."),
    FieldRow(seen, .ttl, .optional(.int), "The TTL or hop limit of the answer; none where it was not seen."),
    FieldRow(seen, .tries, .int, "How many packets were sent."),
    FieldRow(seen, .technique, .technique, "The technique that asked."),
    FieldRow(seen, .reply, .optional(.record(.reply)), "The TCP answer; none without one."),
    FieldRow(
      seen, .answeredFrom, .optional(.int),
      "Another port of the host from which a datagram came that seems to answer; the port itself was silent."),

    FieldRow(reply, .flags, .flags, "The flags of the TCP answer."),
    FieldRow(reply, .window, .int, "The window of the TCP answer, unscaled."),
    FieldRow(reply, .mss, .optional(.int), "The largest segment that the answer offers, or none."),
    FieldRow(reply, .options, .list(.string), "The TCP options of the answer, in their order."),
  ]
}
