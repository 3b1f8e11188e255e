// SPDX-License-Identifier: GPL-3.0-or-later

/// A transport protocol with ports; the raw value is its number in the IP header (IANA protocol numbers).
@frozen
public enum TransportProtocol: UInt8, Hashable, Sendable, CaseIterable {
  /// RFC 9293.
  case tcp = 6
  /// RFC 768.
  case udp = 17

  /// The protocol named `tcp` or `udp`, in lower case; nil for any other name.
  public init?(name: some StringProtocol) {
    guard let named = TransportProtocol.allCases.first(where: { name == $0.description }) else { return nil }
    self = named
  }
}

extension TransportProtocol: Comparable, CustomStringConvertible {
  /// `tcp` or `udp`.
  public var description: String { self == .tcp ? "tcp" : "udp" }

  /// TCP before UDP.
  @inlinable
  public static func < (left: TransportProtocol, right: TransportProtocol) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A port, bare (`443`: of any protocol) or pinned to its protocol (`443/tcp`). Plain data of 4 bytes.
@frozen
public struct Port: Hashable, Sendable {
  /// The port number.
  public let number: UInt16
  /// The protocol the port is pinned to; nil for a bare one.
  public let proto: TransportProtocol?

  /// A port, bare unless a protocol is given.
  @inlinable
  public init(_ number: UInt16, _ proto: TransportProtocol? = nil) {
    self.number = number
    self.proto = proto
  }

  /// The same as the initialiser without labels.
  @inlinable
  public init(number: UInt16, proto: TransportProtocol?) {
    self.init(number, proto)
  }

  @inlinable
  var sortKey: UInt32 { UInt32(number) << 8 | UInt32(proto?.rawValue ?? 0) }
}

extension Port: Comparable {
  /// By number, then bare, tcp, udp.
  @inlinable
  public static func < (left: Port, right: Port) -> Bool {
    left.sortKey < right.sortKey
  }
}

extension Port: CustomStringConvertible, LosslessStringConvertible {
  /// `443` or `443/tcp`.
  public var description: String {
    guard let proto else { return "\(number)" }
    return "\(number)/\(proto)"
  }

  /// Reads `443`, `443/tcp` or `53/udp`; nil for anything else, numbers above 65535 and leading zeros included.
  public init?(_ text: some StringProtocol) {
    guard let range = PortRange(text), range.first == range.last, !text.contains("-") else {
      return nil
    }
    self.init(range.first, range.proto)
  }
}
