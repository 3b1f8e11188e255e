// SPDX-License-Identifier: GPL-3.0-or-later

/// The control bits of a TCP header, as they stand in its 14th byte (RFC 9293 §3.1; ECE and CWR RFC 3168 §6.1).
@frozen
public struct TCPFlags: OptionSet, Hashable, Sendable {
  /// The byte of the header.
  public let rawValue: UInt8

  /// The flags of a header byte; every value is valid.
  @inlinable
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// No more data from the sender.
  public static let fin = TCPFlags(rawValue: 0x01)
  /// Opens a connection: synchronises sequence numbers.
  public static let syn = TCPFlags(rawValue: 0x02)
  /// Resets the connection.
  public static let rst = TCPFlags(rawValue: 0x04)
  /// Push: hand the data to the application at once.
  public static let psh = TCPFlags(rawValue: 0x08)
  /// The acknowledgment field counts.
  public static let ack = TCPFlags(rawValue: 0x10)
  /// The urgent pointer counts.
  public static let urg = TCPFlags(rawValue: 0x20)
  /// Echo of congestion experienced.
  public static let ece = TCPFlags(rawValue: 0x40)
  /// Congestion window reduced.
  public static let cwr = TCPFlags(rawValue: 0x80)

  /// Every flag with its name, in the order of printing: SYN, then as in the header from the lowest bit. That gives
  /// the usual spellings `SYN|ACK`, `FIN|ACK`, `RST|ACK` and `FIN|PSH|URG`.
  public static let names: [(name: String, flag: TCPFlags)] = [
    ("SYN", .syn), ("FIN", .fin), ("RST", .rst), ("PSH", .psh), ("ACK", .ack), ("URG", .urg), ("ECE", .ece),
    ("CWR", .cwr),
  ]

  /// The flag of one name in capitals, `NONE` being the empty set; nil for any other name.
  public init?(name: some StringProtocol) {
    if name == "NONE" {
      self = []
    } else if let row = TCPFlags.names.first(where: { $0.name == name }) {
      self = row.flag
    } else {
      return nil
    }
  }
}

extension TCPFlags: CustomStringConvertible, LosslessStringConvertible {
  /// The names joined by `|`, or `NONE`.
  public var description: String {
    let present = TCPFlags.names.filter { contains($0.flag) }
    return present.isEmpty ? "NONE" : present.map(\.name).joined(separator: "|")
  }

  /// Reads names joined by `|`; nil when one of them is none.
  public init?(_ text: some StringProtocol) {
    var all: TCPFlags = []
    for name in text.split(separator: "|", omittingEmptySubsequences: false) {
      guard let flag = TCPFlags(name: name) else { return nil }
      all.formUnion(flag)
    }
    self = all
  }
}
