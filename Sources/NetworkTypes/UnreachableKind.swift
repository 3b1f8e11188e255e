// SPDX-License-Identifier: GPL-3.0-or-later

/// What an ICMP or ICMPv6 error says could not be reached, in the words that techniques use.
@frozen
public enum UnreachableKind: UInt8, Hashable, Sendable, CaseIterable {
  /// The network: no route.
  case net
  /// The host.
  case host
  /// The port.
  case port
  /// The protocol.
  case `protocol`
  /// Prohibited by somebody's rules.
  case admin
  /// Any other error, time exceeded among them; techniques have no word for it but plain `unreachable`.
  case other

  /// The kind of one name that techniques use; nil for any other name, `other` included.
  public init?(name: some StringProtocol) {
    guard let kind = UnreachableKind.allCases.first(where: { $0 != .other && name == $0.description }) else {
      return nil
    }
    self = kind
  }

  /// The kind to judge by, given who sent the error: that a port or protocol is not there only the target itself
  /// can know; from anybody else it is the word of a filter, `admin`.
  public func judged(fromTarget: Bool) -> UnreachableKind {
    fromTarget || (self != .port && self != .protocol) ? self : .admin
  }
}

extension UnreachableKind: CustomStringConvertible {
  /// `net`, `host`, `port`, `protocol`, `admin` or `other`.
  public var description: String {
    switch self {
    case .net: "net"
    case .host: "host"
    case .port: "port"
    case .protocol: "protocol"
    case .admin: "admin"
    case .other: "other"
    }
  }
}

extension UnreachableKind {
  /// What an ICMPv4 message says about a probe that it quotes: destination unreachable (RFC 792, codes 6 to 12
  /// RFC 1122 §3.2.2.1, 13 to 15 RFC 1812 §5.2.7.1) and time exceeded. Nil for messages that are no such error.
  ///
  /// The rare codes keep the reason `dest-unreach`, under which other tools know them, but get their kind.
  public static func icmp4(type: UInt8, code: UInt8) -> (kind: UnreachableKind, reason: Reason)? {
    switch type {
    case 3: destination4(code: code)
    case 11: (.other, .timeExceeded)
    default: nil
    }
  }

  private static func destination4(code: UInt8) -> (kind: UnreachableKind, reason: Reason) {
    switch code {
    case 0: (.net, .netUnreach)
    case 1: (.host, .hostUnreach)
    case 2: (.protocol, .protoUnreach)
    case 3: (.port, .portUnreach)
    case 6, 11: (.net, .destUnreach)
    case 7, 8, 12: (.host, .destUnreach)
    case 9: (.admin, .netProhibited)
    case 10: (.admin, .hostProhibited)
    case 13: (.admin, .adminProhibited)
    case 14, 15: (.admin, .destUnreach)
    default: (.other, .destUnreach)
    }
  }

  /// What an ICMPv6 message says about a probe that it quotes: destination unreachable (RFC 4443 §3.1), time exceeded
  /// (§3.3), and the next header that was not recognised (§3.4, code 1). Nil for messages that are no such error.
  public static func icmp6(type: UInt8, code: UInt8) -> (kind: UnreachableKind, reason: Reason)? {
    switch (type, code) {
    case (1, _): destination6(code: code)
    case (3, _): (.other, .timeExceeded)
    case (4, 1): (.protocol, .paramProblem)
    default: nil
    }
  }

  private static func destination6(code: UInt8) -> (kind: UnreachableKind, reason: Reason) {
    switch code {
    case 0: (.net, .noRoute)
    case 1: (.admin, .adminProhibited)
    case 2: (.net, .beyondScope)
    case 3: (.host, .hostUnreach)
    case 4: (.port, .portUnreach)
    case 5: (.admin, .adminProhibited)
    case 6: (.admin, .rejectRoute)
    default: (.other, .destUnreach)
    }
  }
}
