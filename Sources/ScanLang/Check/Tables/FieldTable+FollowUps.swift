// SPDX-License-Identifier: GPL-3.0-or-later

extension FieldTable {
  private static let tls = ValueType.record(.tls)
  private static let certificate = ValueType.record(.certificate)
  private static let http = ValueType.record(.http)
  private static let ssh = ValueType.record(.ssh)
  private static let service = ValueType.record(.service)
  private static let ping = ValueType.record(.ping)
  private static let traceroute = ValueType.record(.traceroute)
  private static let hop = ValueType.record(.hop)
  private static let dns = ValueType.record(.dns)
  private static let answer = ValueType.record(.dnsAnswer)

  /// Fields of what follow-ups give.
  static let followupRows: [FieldRow] = [
    FieldRow(tls, .version, .string, "The version agreed upon: `TLS 1.2`, `TLS 1.3`."),
    FieldRow(tls, .cipher, .string, "The cipher suite agreed upon, in IANA's words."),
    FieldRow(tls, .alpn, .optional(.string), "The protocol that the server chose from `alpn:`, or none."),
    FieldRow(tls, .certificate, certificate, "The server's own certificate."),
    FieldRow(tls, .chain, .list(certificate), "All certificates that the server sent, its own first."),

    FieldRow(certificate, .subject, .string, "Whom it names (RFC 4514 form)."),
    FieldRow(certificate, .issuer, .string, "Who signed it (RFC 4514 form)."),
    FieldRow(certificate, .names, .list(.string), "The DNS names and addresses that it is for."),
    FieldRow(certificate, .notBefore, .time, "From when on it is valid."),
    FieldRow(certificate, .notAfter, .time, "Until when it is valid."),
    FieldRow(certificate, .serial, .string, "Its serial number in hexadecimal."),
    FieldRow(certificate, .selfSigned, .bool, "Whether subject and issuer are the same."),

    FieldRow(http, .status, .int, "The status code: `200`, `404`."),
    FieldRow(http, .reason, .string, "The words behind the status code; may be empty."),
    FieldRow(http, .version, .string, "The HTTP version of the answer: `1.1`."),
    FieldRow(http, .headers, .map, "The header fields by their names in lower case."),
    FieldRow(http, .server, .optional(.string), "The field `Server`, or none."),
    FieldRow(http, .location, .optional(.string), "Where a redirect points to, or none."),
    FieldRow(http, .title, .optional(.string), "The title of an HTML page, or none."),
    FieldRow(http, .body, .string, "What was read of the body; bytes that are no UTF-8 become U+FFFD."),

    FieldRow(ssh, .identification, .string, "The whole identification line: `SSH-2.0-OpenSSH_9.2`."),
    FieldRow(ssh, .version, .string, "The protocol version: `2.0`."),
    FieldRow(ssh, .software, .string, "What the server calls itself: `OpenSSH_9.2`."),
    FieldRow(ssh, .comment, .optional(.string), "What it says beside that, or none."),

    FieldRow(service, .name, .optional(.string), "The service: `ssh`, `http`; none where nothing tells it."),
    FieldRow(service, .product, .optional(.string), "The program, where it names itself, or none."),
    FieldRow(service, .version, .optional(.string), "The program's version, where it tells, or none."),
    FieldRow(service, .banner, .optional(.string), "What the service said first, or none."),
    FieldRow(
      service, .evidence, .string, "What `name` rests on: `\"banner\"`, or `\"port\"` for the port number alone."),

    FieldRow(ping, .address, .address, "The address that answered."),
    FieldRow(ping, .rtt, .duration, "The round-trip time."),
    FieldRow(ping, .ttl, .optional(.int), "The TTL or hop limit of the answer; none where it was not seen."),
    FieldRow(ping, .tries, .int, "How many echo requests were sent."),

    FieldRow(traceroute, .address, .address, "The address the way leads to."),
    FieldRow(traceroute, .reached, .bool, "Whether the host itself answered."),
    FieldRow(traceroute, .hops, .list(hop), "The routers in their order, the host last if it answered."),
    FieldRow(hop, .ttl, .int, "The TTL with which it was asked: its place on the way, from 1."),
    FieldRow(hop, .address, .optional(.address), "Its address; none where nothing answered."),
    FieldRow(hop, .rtt, .optional(.duration), "The round-trip time to it; none where nothing answered."),

    FieldRow(dns, .name, .string, "The name that was asked for."),
    FieldRow(dns, .code, .string, "The answer's code: `NOERROR`, `NXDOMAIN`, `SERVFAIL`, …"),
    FieldRow(dns, .answers, .list(answer), "The records of the answer, in their order."),
    FieldRow(answer, .name, .string, "The name that the record belongs to."),
    FieldRow(answer, .type, .string, "Its type: `A`, `AAAA`, `PTR`, …"),
    FieldRow(answer, .value, .string, "What it says: an address, a name, a text."),
    FieldRow(answer, .ttl, .duration, "How long it may be kept."),
  ]
}
