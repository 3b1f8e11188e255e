// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// What is sent to a simulated host.
public enum SimulatedProbe: Hashable, Sendable {
  /// A TCP segment with these flags that belongs to no connection.
  case segment(TCPFlags)
  /// A UDP datagram.
  case datagram
  /// An ICMP echo request (RFC 792, RFC 4443 section 4.1).
  case echo
  /// A question for the link address: ARP (RFC 826) or neighbour solicitation (RFC 4861).
  case neighbour
}

/// What a simulated host makes of a probe.
public enum SimulatedAnswer: Hashable, Sendable {
  /// A TCP segment.
  case segment(TCPFlags, window: UInt16)
  /// A UDP datagram with these bytes.
  case datagram([UInt8])
  /// An ICMP error that the host or the filter before it sends.
  case unreachable(UnreachableKind, Reason)
  /// An echo reply.
  case echo
  /// Its link address.
  case neighbour

  /// Whether it is a RST segment, which `limit reset` counts.
  var isReset: Bool {
    if case .segment(let flags, _) = self { return flags.contains(.rst) }
    return false
  }

  /// Whether it is an ICMP error, which `limit icmp` counts.
  var isError: Bool {
    if case .unreachable = self { return true }
    return false
  }

  /// Whether the host itself sends it: that a network or host cannot be reached is what the router before it says
  /// (RFC 792, RFC 4443 section 3.1).
  var isFromTarget: Bool {
    if case .unreachable(let kind, _) = self { return kind != .net && kind != .host }
    return true
  }
}

/// How a kernel and a packet filter answer: the table behind every simulated host. Pure; times, losses and limits are
/// `SimulatedWire`'s.
extension SimulatedHost {
  /// The time to live of what it sends: Linux's default.
  static let ttl: UInt8 = 64
  /// The window of its SYN|ACK: Linux's default for an MSS of 1460.
  static let window: UInt16 = 64_240

  /// The answer to a probe of `port` in the packets of `family`, `nil` for none.
  public func reaction(to probe: SimulatedProbe, port: UInt16, family: Address.Family) -> SimulatedAnswer? {
    switch probe {
    case .segment(let flags):
      return passes(flags, port: port) ? reaction(toSegment: flags, port: port, family: family) : nil
    case .datagram: return reaction(toDatagram: port, family: family)
    case .echo: return reactionToEcho(family)
    case .neighbour: return .neighbour
    }
  }

  /// Whether the filter before the host lets a segment through.
  private func passes(_ flags: TCPFlags, port: UInt16) -> Bool {
    // What opens a connection, as packet filters see it (iptables-extensions(8), `--syn`).
    let isFirst = flags.intersection([.syn, .ack, .rst, .fin]) == .syn
    switch filter {
    case .none: return true
    case .stateful: return isFirst
    case .stateless(let ports): return !isFirst || !ports.matches(number: port, proto: .tcp)
    }
  }

  private func reaction(toSegment flags: TCPFlags, port: UInt16, family: Address.Family) -> SimulatedAnswer? {
    switch behaviour(of: port, .tcp) {
    case .open: return Self.listener(flags)
    case .closed: return Self.reset(flags)
    case .drop: return nil
    case .reject(.reset): return Self.reset(flags)
    case .reject(let rejection): return rejection.error(family)
    }
  }

  /// RFC 9293 section 3.10.7.2: a listening socket ignores RST, resets what acknowledges, answers SYN, and drops the
  /// rest. A SYN with FIN is dropped as Linux does.
  private static func listener(_ flags: TCPFlags) -> SimulatedAnswer? {
    if flags.contains(.rst) { return nil }
    if flags.contains(.ack) { return .segment(.rst, window: 0) }
    if flags.contains(.syn), !flags.contains(.fin) { return .segment([.syn, .ack], window: window) }
    return nil
  }

  /// RFC 9293 section 3.10.7.1: no socket resets everything but RST, and acknowledges what acknowledges nothing.
  private static func reset(_ flags: TCPFlags) -> SimulatedAnswer? {
    if flags.contains(.rst) { return nil }
    return .segment(flags.contains(.ack) ? .rst : [.rst, .ack], window: 0)
  }

  private func reaction(toDatagram port: UInt16, family: Address.Family) -> SimulatedAnswer? {
    switch behaviour(of: port, .udp) {
    case .open(_, let reply): reply.map { .datagram($0) }
    // RFC 1122 section 3.2.2.1; a filter that resets has nothing else for a datagram.
    case .closed, .reject(.reset): Rejection.port.error(family)
    case .drop: nil
    case .reject(let rejection): rejection.error(family)
    }
  }

  /// A filter that drops or rejects whatever no rule names does so with echo requests too.
  private func reactionToEcho(_ family: Address.Family) -> SimulatedAnswer? {
    switch rest {
    case .open, .closed: .echo
    case .drop: nil
    case .reject(.reset): Rejection.port.error(family)
    case .reject(let rejection): rejection.error(family)
    }
  }
}

extension SimulatedHost.Rejection {
  /// The ICMP error: RFC 792 and RFC 1812 for IPv4, RFC 4443 section 3.1 for IPv6.
  fileprivate func error(_ family: Address.Family) -> SimulatedAnswer {
    let isV4 = family == .v4
    let code: UInt8 =
      switch self {
      case .net: 0
      case .admin: isV4 ? 13 : 1
      case .host: isV4 ? 1 : 3
      case .port, .reset: isV4 ? 3 : 4
      }
    let read = isV4 ? UnreachableKind.icmp4(type: 3, code: code) : UnreachableKind.icmp6(type: 1, code: code)
    return .unreachable(read?.kind ?? .other, read?.reason ?? .destUnreach)
  }
}
