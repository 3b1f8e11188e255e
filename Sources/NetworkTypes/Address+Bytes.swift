// SPDX-License-Identifier: GPL-3.0-or-later

extension Address {
  /// The address as it stands in a packet: 4 or 16 bytes in network order.
  public var bytes: [UInt8] {
    (0..<family.bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  /// An address from 4 or 16 bytes in network order; nil for any other number of bytes.
  public init?(bytes: some Collection<UInt8>) {
    let value = bytes.prefix(16).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
    switch bytes.count {
    case 4: self.init(family: .v4, value: value, zone: .none)
    case 16: self.init(family: .v6, value: value, zone: .none)
    default: return nil
    }
  }
}
