// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a port or host is held to be in its state, in the words that nmap made common in reports.
@frozen
public enum Reason: UInt8, Hashable, Sendable, CaseIterable {
  /// Nothing arrived.
  case noResponse
  /// SYN and ACK arrived, or a connection was made.
  case synAck
  /// RST arrived.
  case reset
  /// A connection was refused.
  case connRefused
  /// SYN without ACK arrived.
  case splitHandshakeSyn
  /// A TCP segment arrived that is none of the others.
  case tcpResponse
  /// A datagram arrived from the probed port.
  case udpResponse
  /// A packet of the probed IP protocol arrived.
  case protoResponse
  /// An answer to an ICMP echo.
  case echoReply
  /// An answer to an ICMP timestamp.
  case timestampReply
  /// An answer to an ICMP address mask request.
  case addressmaskReply
  /// An ARP reply.
  case arpResponse
  /// A neighbour advertisement.
  case ndResponse
  /// The address is this machine's own.
  case localhostResponse
  /// No route to the network.
  case netUnreach
  /// The host does not answer on its link.
  case hostUnreach
  /// The host does not speak the protocol.
  case protoUnreach
  /// Nothing listens on the port, or a filter says so.
  case portUnreach
  /// A destination unreachable message with another code.
  case destUnreach
  /// The network is prohibited.
  case netProhibited
  /// The host is prohibited.
  case hostProhibited
  /// Prohibited by a filter.
  case adminProhibited
  /// The packet's time to live ran out.
  case timeExceeded
  /// An IPv6 router has no route.
  case noRoute
  /// The destination is beyond the scope of the source address.
  case beyondScope
  /// An IPv6 route rejects.
  case rejectRoute
  /// An IPv6 header was not understood.
  case paramProblem
  /// An ICMP source quench.
  case sourceQuench
  /// SCTP INIT-ACK.
  case initAck
  /// SCTP ABORT.
  case abort
  /// The idle host's IP identification moved.
  case ipidChange
  /// The idle host's IP identification stood still.
  case noIpidChange
  /// This machine's system refused to send.
  case permDenied
  /// The probe could not be sent.
  case sendFailed
  /// Set by the user.
  case userSet
  /// Set by a script.
  case scriptSet
  /// An answer of no known kind.
  case unknownResponse
  /// Nothing from the probed port; a datagram that seems to answer came from another port of the host.
  case otherPort
}

extension Reason {
  /// The word in reports, such as `syn-ack`.
  public var word: String { Reason.rows[Int(rawValue)].word }

  /// One sentence for a reader who meets the word for the first time.
  public var meaning: String { Reason.rows[Int(rawValue)].meaning }

  /// The reason of a word; nil for a word that is none.
  public init?(word: some StringProtocol) {
    guard let row = Reason.rows.first(where: { $0.word == word }) else { return nil }
    self = row.reason
  }
}

extension Reason {
  /// Whether the target itself must have sent the answer: routers in between can report the rest.
  public var comesFromTarget: Bool {
    switch self {
    case .synAck, .reset, .connRefused, .splitHandshakeSyn, .tcpResponse, .udpResponse, .protoResponse, .echoReply,
      .timestampReply, .addressmaskReply, .arpResponse, .ndResponse, .portUnreach, .protoUnreach:
      true
    default: false
    }
  }
}

extension Reason: CustomStringConvertible {
  /// The word.
  public var description: String { word }
}
