// SPDX-License-Identifier: GPL-3.0-or-later

extension Reason {
  /// Word and meaning of every reason, in the order of the cases, so that a raw value is a position.
  static let rows: [(reason: Reason, word: String, meaning: String)] = [
    (.noResponse, "no-response", "Nothing came back after all tries."),
    (.synAck, "syn-ack", "The port answered SYN|ACK or accepted a connection."),
    (.reset, "reset", "The port answered with RST."),
    (.connRefused, "conn-refused", "The connection was refused: the host answered with RST."),
    (
      .splitHandshakeSyn, "split-handshake-syn",
      "The port answered SYN without ACK and opens the connection from its side."
    ),
    (.tcpResponse, "tcp-response", "A TCP segment came back that is neither SYN|ACK nor RST."),
    (.udpResponse, "udp-response", "A datagram came back from the probed port."),
    (.protoResponse, "proto-response", "A packet of the probed IP protocol came back."),
    (.echoReply, "echo-reply", "The host answered an ICMP echo request."),
    (.timestampReply, "timestamp-reply", "The host answered an ICMP timestamp request."),
    (.addressmaskReply, "addressmask-reply", "The host answered an ICMP address mask request."),
    (.arpResponse, "arp-response", "The host answered an ARP request on the local link."),
    (.ndResponse, "nd-response", "The host answered an IPv6 neighbour solicitation on the local link."),
    (.localhostResponse, "localhost-response", "The address belongs to this machine."),
    (.netUnreach, "net-unreach", "ICMP says that the network cannot be reached."),
    (.hostUnreach, "host-unreach", "ICMP says that the host cannot be reached."),
    (.protoUnreach, "proto-unreach", "ICMP says that the host does not speak the protocol."),
    (.portUnreach, "port-unreach", "ICMP says that the port cannot be reached: nothing listens, or a filter rejects."),
    (.destUnreach, "dest-unreach", "ICMP says that the destination cannot be reached, with one of the rarer codes."),
    (.netProhibited, "net-prohibited", "ICMP says that the network is administratively prohibited."),
    (.hostProhibited, "host-prohibited", "ICMP says that the host is administratively prohibited."),
    (.adminProhibited, "admin-prohibited", "ICMP says that a filter prohibits the traffic."),
    (
      .timeExceeded, "time-exceeded",
      "A router dropped the probe because its time to live ran out; often a routing loop."
    ),
    (.noRoute, "no-route", "An IPv6 router has no route to the destination."),
    (.beyondScope, "beyond-scope", "The IPv6 destination lies beyond the scope of the source address."),
    (.rejectRoute, "reject-route", "An IPv6 router has a route to the destination that rejects."),
    (.paramProblem, "param-problem", "ICMPv6 reports a header that was not understood."),
    (.sourceQuench, "source-quench", "ICMP asked for fewer packets (a message that is no longer in use)."),
    (.initAck, "init-ack", "The SCTP port answered INIT-ACK."),
    (.abort, "abort", "The SCTP port answered ABORT."),
    (.ipidChange, "ipid-change", "The idle host's IP identification advanced."),
    (.noIpidChange, "no-ipid-change", "The idle host's IP identification did not move."),
    (.permDenied, "perm-denied", "This machine did not permit sending the probe."),
    (.sendFailed, "send-failed", "The probe could not be sent from this machine."),
    (.userSet, "user-set", "The user said so; it was not tested."),
    (.scriptSet, "script-set", "A script said so."),
    (.unknownResponse, "unknown-response", "Something came back that fits no other reason."),
    (
      .otherPort, "other-port",
      "The probed port was silent; a datagram that seems to answer came from another port of the host."
    ),
  ]
}
