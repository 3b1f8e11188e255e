// SPDX-License-Identifier: GPL-3.0-or-later

extension Reason {
  /// The packet or event that the reason stands for, and where it is specified; nil where the meaning says it all.
  public var origin: String? {
    switch self {
    case .synAck: "TCP SYN|ACK (RFC 9293 §3.5)"
    case .reset, .connRefused: "TCP RST (RFC 9293 §3.5.2)"
    case .splitHandshakeSyn: "TCP SYN: a simultaneous open (RFC 9293 §3.5)"
    case .tcpResponse: "TCP, other flags"
    case .udpResponse: "UDP (RFC 768)"
    case .otherPort: "UDP, as TFTP answers (RFC 1350 §4)"
    case .echoReply: "ICMP type 0 (RFC 792), ICMPv6 type 129 (RFC 4443 §4.2)"
    case .timestampReply: "ICMP type 14 (RFC 792)"
    case .addressmaskReply: "ICMP type 18 (RFC 950)"
    case .arpResponse: "ARP reply (RFC 826)"
    case .ndResponse: "ICMPv6 type 136 (RFC 4861 §4.4)"
    case .netUnreach: "ICMP type 3 code 0 (RFC 792)"
    case .hostUnreach: "ICMP type 3 code 1 (RFC 792), ICMPv6 type 1 code 3 (RFC 4443 §3.1)"
    case .protoUnreach: "ICMP type 3 code 2 (RFC 792)"
    case .portUnreach: "ICMP type 3 code 3 (RFC 792), ICMPv6 type 1 code 4 (RFC 4443 §3.1)"
    case .destUnreach: "ICMP type 3 codes 6-8, 11, 12, 14, 15 (RFC 1122 §3.2.2.1, RFC 1812 §5.2.7.1)"
    case .netProhibited: "ICMP type 3 code 9 (RFC 1122 §3.2.2.1)"
    case .hostProhibited: "ICMP type 3 code 10 (RFC 1122 §3.2.2.1)"
    case .adminProhibited: "ICMP type 3 code 13 (RFC 1812 §5.2.7.1), ICMPv6 type 1 codes 1, 5 (RFC 4443 §3.1)"
    case .timeExceeded: "ICMP type 11 (RFC 792), ICMPv6 type 3 (RFC 4443 §3.3)"
    case .noRoute: "ICMPv6 type 1 code 0 (RFC 4443 §3.1)"
    case .beyondScope: "ICMPv6 type 1 code 2 (RFC 4443 §3.1)"
    case .rejectRoute: "ICMPv6 type 1 code 6 (RFC 4443 §3.1)"
    case .paramProblem: "ICMPv6 type 4 code 1 (RFC 4443 §3.4)"
    case .sourceQuench: "ICMP type 4 (RFC 792; deprecated by RFC 6633)"
    case .initAck: "SCTP INIT ACK (RFC 9260 §3.3.3)"
    case .abort: "SCTP ABORT (RFC 9260 §3.3.7)"
    case .permDenied: "EACCES or EPERM of the system call"
    default: nil
    }
  }
}
