// SPDX-License-Identifier: GPL-3.0-or-later

/// A word that stands within a clause or statement: what can be chosen there, or what joins its parts.
///
/// The parser knows them from the rule of their clause; this table says what they mean.
public struct ChoiceWord: Sendable {
  /// The clause or statement that it belongs to.
  public let place: String
  /// The word.
  public let word: String
  /// What it means, in one line.
  public let documentation: String
  /// One way to write it.
  public let example: String
  /// What must stand around the example.
  public let frame: ExampleFrame

  init(_ place: String, _ word: String, _ documentation: String, _ example: String, in frame: ExampleFrame) {
    self.place = place
    self.word = word
    self.documentation = documentation
    self.example = example
    self.frame = frame
  }

  /// Every row, by place.
  public static let all: [ChoiceWord] = scanRows + handlerRows + techniqueRows + outputRows + networkRows

  private static let scanRows: [ChoiceWord] = [
    ChoiceWord("rate", "per", "`per host`: counted for each host by itself.", "rate 50/s per host", in: .scan),
    ChoiceWord("followups", "per", "`per host`: counted for each host by itself.", "followups 2 per host", in: .scan),
    ChoiceWord("followups", "total", "Counted for the whole scan.", "followups 64 total", in: .scan),
    ChoiceWord("order", "random", "Every port of every host in an order without pattern.", "order random", in: .scan),
    ChoiceWord("order", "seed", "The number from which the order follows.", "order random seed 7", in: .scan),
    ChoiceWord("order", "sequential", "By address, then by port.", "order sequential", in: .scan),
    ChoiceWord("discover", "none", "Every target is asked, none is held to be down.", "discover none", in: .scan),
    ChoiceWord(
      "discover", "auto", "ICMP echo, SYN to 443 and ACK to 80; without raw packets, connections to 443 and 80.",
      "discover auto", in: .scan),
    ChoiceWord("discover", "icmp", "ICMP echo requests (RFC 792, RFC 4443 §4.1).", "discover icmp", in: .scan),
    ChoiceWord(
      "discover", "arp", "ARP requests (RFC 826), neighbour solicitations for IPv6 (RFC 4861); the own link only.",
      "discover arp", in: .scan),
    ChoiceWord("discover", "syn", "`syn(PORTS)`: a SYN to these ports.", "discover syn(443)", in: .scan),
    ChoiceWord("discover", "ack", "`ack(PORTS)`: an ACK to these ports.", "discover ack(80)", in: .scan),
    ChoiceWord("discover", "udp", "`udp(PORTS)`: a datagram to these ports.", "discover udp(53)", in: .scan),
    ChoiceWord("keep", "all", "Every port result stays in memory.", "keep all", in: .scan),
    ChoiceWord("keep", "open", "Port results that may be open stay in memory.", "keep open", in: .scan),
    ChoiceWord("shard", "of", "Between the number of the part and the number of parts.", "shard 1 of 4", in: .scan),
  ]

  private static let handlerRows: [ChoiceWord] = [
    ChoiceWord(
      "on host", "up", "When the first answer of the host has come.", "on host up as h { print(h) }", in: .scan),
    ChoiceWord(
      "on host", "down", "When the host is found to be down: nothing of it answered.",
      "on host down as h { print(h.address) }", in: .scan),
    ChoiceWord(
      "on host", "done", "When every port of the host is decided.", "on host done as h { print(h.open.count) }",
      in: .scan),
  ]

  private static let techniqueRows: [ChoiceWord] = [
    ChoiceWord("technique", "reply", "A datagram came from the port.", "reply => open", in: .technique),
    ChoiceWord("technique", "accepted", "The connection was made.", "accepted => open", in: .technique),
    ChoiceWord("technique", "refused", "The connection was refused.", "refused => closed", in: .technique),
    ChoiceWord(
      "technique", "unreachable",
      "An ICMP error about the probe; in parentheses only of these kinds: net, host, port, protocol, admin.",
      "unreachable(port, admin) => filtered", in: .technique),
    ChoiceWord(
      "technique", "silence", "Nothing came back after all tries; every technique says what that means.",
      "silence => open|filtered", in: .technique),
    ChoiceWord(
      "technique", "if", "The answer counts only where this holds of its `window`, `ttl`, `length` or `flags`.",
      "RST if window > 0 => open", in: .technique),
  ]

  private static let outputRows: [ChoiceWord] = [
    ChoiceWord("finding", "info", "The lowest level: worth knowing.", "finding info \"SSH\" at p", in: .statement),
    ChoiceWord("finding", "low", "The second level.", "finding low \"old protocol\" at p", in: .statement),
    ChoiceWord("finding", "medium", "The third level.", "finding medium \"self-signed\" at p", in: .statement),
    ChoiceWord("finding", "high", "The fourth level.", "finding high \"no password\" at p", in: .statement),
    ChoiceWord("finding", "critical", "The highest level.", "finding critical \"open proxy\" at p", in: .statement),
    ChoiceWord(
      "finding", "at", "Where it was found: a port result, a host or an address.",
      "finding low \"odd\" at p.host", in: .statement),
    ChoiceWord("show", "desc", "Falling order.", "sort rtt desc", in: .show),
    ChoiceWord("save", "to", "Before the path of the file.", "save seen to \"seen.json\"", in: .file),
    ChoiceWord(
      "expect", "on", "Only these hosts are judged.", "never open 80 on 10.0.0.10", in: .expect),
    ChoiceWord(
      "expect", "ignoring", "Fields that `same as` does not compare.",
      "same as baseline(\"dmz.json\") ignoring service", in: .expect),
    ChoiceWord(
      "waive", "until", "The last day of the exception, in UTC.", "waive 80 until 2126-12-31 because \"NET-412\"",
      in: .expect),
    ChoiceWord(
      "waive", "because", "The reason of the exception.", "waive 80 until 2126-12-31 because \"NET-412\"", in: .expect),
  ]

  private static let networkRows: [ChoiceWord] = [
    ChoiceWord(
      "network", "seed", "The number that everything random in the network follows from.",
      "network lab seed 7 { host 10.0.0.1 { open 22 } }", in: .file),
    ChoiceWord("open", "banner", "What the port says first over TCP.", "open 22 banner \"hello\\r\\n\"", in: .host),
    ChoiceWord(
      "open", "reply", "What the port answers to a datagram, or says to bytes over TCP.",
      "open 161/udp reply b\"\\x30\"", in: .host),
    ChoiceWord("host", "else", "All ports that no other line names.", "closed else", in: .host),
    ChoiceWord("reject", "with", "What the filter answers with.", "reject 25 with reset", in: .host),
    ChoiceWord(
      "reject", "admin", "ICMP: administratively prohibited (RFC 1812 §5.2.7.1).", "reject 25 with admin", in: .host),
    ChoiceWord("reject", "port", "ICMP: port unreachable (RFC 792).", "reject 25 with port", in: .host),
    ChoiceWord("reject", "host", "ICMP: host unreachable (RFC 792).", "reject 25 with host", in: .host),
    ChoiceWord("reject", "net", "ICMP: network unreachable (RFC 792).", "reject 25 with net", in: .host),
    ChoiceWord("reject", "reset", "A TCP segment with RST.", "reject 25 with reset", in: .host),
    ChoiceWord("limit", "reset", "TCP segments with RST.", "limit reset 100/s", in: .host),
    ChoiceWord(
      "limit", "icmp", "ICMP errors; Linux sends 1 a second to each host by default.", "limit icmp 1/s", in: .host),
    ChoiceWord(
      "filter", "stateful", "Drops what belongs to no connection and opens none.", "filter stateful", in: .host),
    ChoiceWord(
      "filter", "stateless", "Drops a bare SYN to these ports and lets the rest through.",
      "filter stateless 1000-1999", in: .host),
    ChoiceWord(
      "test", "with", "The simulated network that the scans of the test run on.",
      "network lab { host 10.0.0.1 { open 22; closed else } }\ntest \"ssh\" with lab { expect true, \"fine\" }",
      in: .file),
  ]
}
