// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// A packet as a person reads it: every field of its headers that says something about a probe.
///
/// What is `nil` was not there to be read: simulated packets have no sequence numbers, quoted ones are cut short.
public struct TracedPacket: Hashable, Sendable {
  /// The beginning of what a packet carries for its receiver.
  public struct Payload: Hashable, Sendable {
    /// So many bytes are kept.
    public static let most = 32
    /// Bytes in all.
    public var length = 0
    /// The first of them.
    public var excerpt: [UInt8] = []

    /// A payload that is known in full.
    public init(_ bytes: [UInt8] = []) { (length, excerpt) = (bytes.count, Array(bytes.prefix(Self.most))) }
  }

  /// A TCP segment (RFC 9293 §3.1).
  public struct Segment: Hashable, Sendable {
    /// Ports of sender and receiver.
    public var sourcePort: UInt16?
    /// Port of the receiver.
    public var targetPort: UInt16?
    /// The number of its first octet.
    public var sequence: UInt32?
    /// The number of the octet that is expected next; said only with the flag ACK.
    public var acknowledgment: UInt32?
    /// Control bits.
    public var flags: TCPFlags?
    /// Window, not scaled.
    public var window: UInt16?
    /// In the order of the header: `mss 1460`, `sackOK`.
    public var options: [String] = []
    /// What it carries.
    public var payload = Payload()

    init() {}
  }

  /// A UDP datagram (RFC 768).
  public struct Datagram: Hashable, Sendable {
    /// Port of the sender.
    public var sourcePort: UInt16?
    /// Port of the receiver.
    public var targetPort: UInt16?
    /// What it carries.
    public var payload = Payload()
  }

  /// An ICMP (RFC 792) or ICMPv6 (RFC 4443) message.
  public struct Message: Hashable, Sendable {
    /// Whether it is ICMPv6.
    public var isV6: Bool
    /// Its type; `nil` where only the meaning is known.
    public var type: UInt8?
    /// Its code.
    public var code: UInt8?
    /// What it reports, where it reports an error about a packet.
    public var reason: Reason?
    /// Of echo requests and replies.
    public var identifier: UInt16?
    /// The number of an echo request.
    public var number: UInt16?
    /// The address that a neighbour message is about, and where it is.
    public var neighbour: Address?
    /// Where the station is: its link-layer address.
    public var hardware: String?
    /// What it carries.
    public var payload = Payload()

    init(isV6: Bool) { self.isV6 = isV6 }
  }

  /// What it carries.
  public indirect enum Body: Hashable, Sendable {
    case segment(Segment)
    case datagram(Datagram)
    /// An ICMP message, and the packet that it quotes.
    case message(Message, quoted: TracedPacket?)
    /// An ARP message (RFC 826): a question, or the answer with where the sender is.
    case neighbour(isReply: Bool, about: Address?, hardware: String?)
    /// Some other protocol.
    case other(UInt8)
    /// Nothing that can be read.
    case unreadable
  }

  /// Who sent it; `nil` where nobody has an address.
  public var source: Address?
  /// Whom it is for.
  public var target: Address?
  /// Time to live or hop limit that is left.
  public var ttl: UInt8?
  /// What it is.
  public var body: Body

  init(source: Address? = nil, target: Address? = nil, ttl: UInt8? = nil, body: Body) {
    (self.source, self.target, self.ttl, self.body) = (source, target, ttl, body)
  }
}
