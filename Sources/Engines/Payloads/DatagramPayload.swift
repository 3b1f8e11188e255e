// SPDX-License-Identifier: GPL-3.0-or-later

/// What is said to a UDP port so that the service that usually listens there answers.
///
/// Only questions whose answer is about as short as they are, or that the service cannot be made to send to somebody else
/// at a profit. Ports without a row get an empty datagram, which many services ignore: silence means little there.
struct DatagramPayload: Sendable {
  /// What the service is called.
  let service: String
  /// The ports that it is known by.
  let ports: [UInt16]
  /// Where the facts are from.
  let source: String
  /// The bytes.
  let bytes: [UInt8]
  /// What every answer gives back; nil where the protocol has no such field, or knows answers without it. What the bytes
  /// have in its place is never sent.
  var echo: EchoedField? = nil

  /// What is sent to a port; nil where nothing better than an empty datagram is known.
  static func row(for port: UInt16) -> DatagramPayload? { byPort[port].map { table[$0] } }

  private static let byPort: [UInt16: Int] = {
    var found: [UInt16: Int] = [:]
    for (number, row) in table.enumerated() {
      for port in row.ports where found[port] == nil { found[port] = number }
    }
    return found
  }()

  /// All rows.
  static let table: [DatagramPayload] = [
    DatagramPayload(
      service: "echo, daytime, time", ports: [7, 13, 37], source: "RFC 862, 867, 868", bytes: text("\r\n\r\n")),
    DatagramPayload(
      service: "dns", ports: [53], source: "RFC 1035 §4.1; RFC 4892 §2",
      bytes: dnsQuestion(["version", "bind"], type: 16, class: 3), echo: EchoedField(.word, at: 0)),
    DatagramPayload(
      service: "tftp", ports: [69], source: "RFC 1350 §5", bytes: [0, 1] + text("scan-probe\0octet\0")),
    DatagramPayload(
      service: "rpcbind", ports: [111, 2049], source: "RFC 5531 §9; RFC 1833 §2.2",
      bytes: longs([0x7363_616e, 0, 2, 100_000, 2, 0, 0, 0, 0, 0]), echo: EchoedField(.long, at: 0)),
    DatagramPayload(
      service: "ntp", ports: [123], source: "RFC 5905 §7.3, §9.2", bytes: ntp,
      echo: EchoedField(.quad, at: 40, answer: .at(24))),
    DatagramPayload(
      service: "netbios-ns", ports: [137], source: "RFC 1002 §4.2.17", bytes: netbiosStatus,
      echo: EchoedField(.word, at: 0)),
    DatagramPayload(
      service: "snmp", ports: [161], source: "RFC 3412 §6, §7.1; RFC 3414 §4", bytes: snmpDiscovery,
      echo: EchoedField(.integer, at: place(of: "scan", in: snmpDiscovery), answer: .integer(behind: 1))),
    DatagramPayload(
      service: "xdmcp", ports: [177], source: "X Display Manager Control Protocol 1.1, Query",
      bytes: [0, 1, 0, 2, 0, 1, 0]),
    DatagramPayload(
      service: "cldap", ports: [389], source: "RFC 4511 §4.1.1.1, §4.5.1", bytes: rootSearch,
      echo: EchoedField(.integer, at: place(of: "scan", in: rootSearch), answer: .integer(behind: 0))),
    DatagramPayload(
      service: "quic", ports: [443, 8443], source: "RFC 8999 §5.1, §6; RFC 9000 §6.3, §14.1", bytes: quic,
      // Our own connection is whom the answer is for.
      echo: EchoedField(.quad, at: 15, answer: .at(6))),
    DatagramPayload(
      service: "ike", ports: [500], source: "RFC 7296 §3.1, §2.5", bytes: ikeHeader, echo: EchoedField(.quad, at: 0)),
    DatagramPayload(
      service: "ike behind NAT", ports: [4500], source: "RFC 3948 §2.2", bytes: [0, 0, 0, 0] + ikeHeader,
      echo: EchoedField(.quad, at: 4)),
    DatagramPayload(
      service: "ipmi", ports: [623], source: "DMTF DSP0136 (ASF 2.0) §3.2.4.2",
      bytes: [6, 0, 0xff, 6, 0, 0, 0x11, 0xbe, 0x80, 1, 0, 0], echo: EchoedField(.septet, at: 9)),
    DatagramPayload(
      service: "openvpn", ports: [1194], source: "OpenVPN protocol, P_CONTROL_HARD_RESET_CLIENT_V2",
      bytes: [0x38] + text("scanscan") + [0, 0, 0, 0, 0],
      echo: EchoedField(.quad, at: 1, answer: .remoteSession)),
    DatagramPayload(
      service: "ssdp", ports: [1900], source: "UPnP Device Architecture 2.0 §1.3.2",
      bytes: text(
        "M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\nMX: 1\r\nST: upnp:rootdevice\r\n\r\n"
      )),
    DatagramPayload(
      service: "gtp", ports: [2123, 2152], source: "3GPP TS 29.281 §5.1, §7.2.1",
      bytes: [0x32, 1, 0, 4, 0, 0, 0, 0, 0, 1, 0, 0]),
    DatagramPayload(
      service: "stun", ports: [3478], source: "RFC 8489 §5",
      bytes: [0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42] + text("scan-request"), echo: EchoedField(.quad, at: 8)),
    DatagramPayload(
      service: "sip", ports: [5060], source: "RFC 3261 §8.2.6.2, §11; RFC 3581 §3", bytes: sipOptions,
      echo: EchoedField(.digits, at: place(of: callNumber, in: sipOptions), answer: .anywhere)),
    DatagramPayload(service: "nat-pmp", ports: [5351], source: "RFC 6886 §3.2", bytes: [0, 0]),
    DatagramPayload(
      service: "mdns", ports: [5353], source: "RFC 6762 §6.7; RFC 6763 §9",
      bytes: dnsQuestion(["_services", "_dns-sd", "_udp", "local"], type: 12, class: 1), echo: EchoedField(.word, at: 0)
    ),
    DatagramPayload(
      service: "coap", ports: [5683], source: "RFC 7252 §4.2, §4.3", bytes: [0x40, 0, 0x73, 0x63],
      echo: EchoedField(.word, at: 2)),
    DatagramPayload(
      service: "memcached", ports: [11211], source: "memcached protocol.txt, UDP protocol",
      bytes: [0x73, 0x63, 0, 0, 0, 1, 0, 0] + text("version\r\n"), echo: EchoedField(.word, at: 0)),
    DatagramPayload(
      service: "bacnet", ports: [47808], source: "ASHRAE 135 Annex J, clause 15.5",
      bytes: [0x81, 0x0a, 0, 0x11, 1, 4, 0, 5, 1, 0x0c, 0x0c, 2, 0x3f, 0xff, 0xff, 0x19, 0x4b]),
  ]

  // MARK: The longer ones

  /// A question in DNS form, without the wish for recursion.
  private static func dnsQuestion(_ labels: [String], type: UInt8, class number: UInt8) -> [UInt8] {
    var question: [UInt8] = [0x73, 0x63, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]
    for label in labels { question += [UInt8(label.utf8.count)] + text(label) }
    return question + [0, 0, type, 0, number]
  }

  /// Version 4, mode 3 (client); the transmit timestamp comes back as the origin timestamp.
  private static let ntp: [UInt8] = [0x23] + [UInt8](repeating: 0, count: 39) + text("scanscan")

  /// Asks for the names of a station: the name `*`, padded with zeros and written half byte by half byte.
  private static let netbiosStatus: [UInt8] =
    [0x73, 0x63, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 32] + text("CK" + String(repeating: "A", count: 30)) + [
      0, 0, 0x21, 0, 1,
    ]

  /// An empty engine identifier makes an agent report its own, without a credential.
  private static let snmpDiscovery: [UInt8] = {
    let header = element(
      0x30, integer(text("scan")) + integer([0, 0xff, 0xe3]) + element(4, [4]) + integer([3]))
    let security = element(
      0x30, element(4, []) + integer([0]) + integer([0]) + element(4, []) + element(4, []) + element(4, []))
    let request = element(0xa0, integer([0x73, 0x63]) + integer([0]) + integer([0]) + element(0x30, []))
    let scoped = element(0x30, element(4, []) + element(4, []) + request)
    return element(0x30, integer([3]) + header + element(4, security) + scoped)
  }()

  /// A search for one short attribute of the root entry.
  private static let rootSearch: [UInt8] = {
    let filter = element(0x87, text("objectClass"))
    let search =
      element(4, []) + element(0x0a, [0]) + element(0x0a, [0]) + integer([0]) + integer([5]) + element(1, [0])
      + filter + element(0x30, element(4, text("supportedLDAPVersion")))
    return element(0x30, integer(text("scan")) + element(0x63, search))
  }()

  /// A version that nobody speaks makes a server list those that it does; shorter datagrams are dropped.
  private static let quic: [UInt8] = {
    let head: [UInt8] = [0xc0, 0x1a, 0x2a, 0x3a, 0x4a, 8] + text("scanscan") + [8] + text("probeone")
    return head + [UInt8](repeating: 0, count: 1200 - head.count)
  }()

  /// A header alone, of a major version that does not exist: answered by INVALID_MAJOR_VERSION.
  private static let ikeHeader: [UInt8] =
    text("scanscan") + [UInt8](repeating: 0, count: 8) + [0, 0x30, 34, 8, 0, 0, 0, 0, 0, 0, 0, 28]

  /// As many characters as the hash has in hexadecimal digits.
  private static let callNumber = "scan-call-number"

  private static let sipOptions: [UInt8] = text(
    "OPTIONS sip:scan SIP/2.0\r\nVia: SIP/2.0/UDP scan;branch=z9hG4bKscan;rport\r\nMax-Forwards: 70\r\n"
      + "From: <sip:scan@scan>;tag=scan\r\nTo: <sip:scan@scan>\r\nCall-ID: \(callNumber)\r\nCSeq: 1 OPTIONS\r\n"
      + "Content-Length: 0\r\n\r\n")

  /// Where a text stands in a message.
  private static func place(of mark: String, in message: [UInt8]) -> Int {
    let mark = text(mark)
    guard let place = message.indices.first(where: { message[$0...].starts(with: mark) }) else {
      preconditionFailure("the message does not hold its mark")
    }
    return place
  }

  private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static func longs(_ values: [UInt32]) -> [UInt8] {
    values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(24 - $0 * 8)) } }
  }

  /// A tag, a length below 128 and what is in it (ITU-T X.690 §8.1).
  private static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] { [tag, UInt8(content.count)] + content }

  private static func integer(_ bytes: [UInt8]) -> [UInt8] { element(2, bytes) }
}
