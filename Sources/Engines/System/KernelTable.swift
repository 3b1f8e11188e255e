// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// The kernel's tables of ways and stations (rtnetlink(7)).
enum KernelTable {
  /// Opens a way to ask.
  static func open() throws(EngineError) -> Descriptor {
    Descriptor(owning: try SystemCall.run("netlink") { cnet_netlink_open() })
  }

  /// The entries of a table (`CNET_DUMP_…`) for one family.
  static func entries(_ table: Int, _ family: Address.Family, through socket: Int32) throws(EngineError) -> [cnet_entry]
  {
    let list = EntryList()
    try SystemCall.run("netlink") {
      cnet_dump(socket, Int32(table), family == .v6 ? 1 : 0, Unmanaged.passUnretained(list).toOpaque()) {
        context, entry in
        guard let context, let entry else { return }
        Unmanaged<EntryList>.fromOpaque(context).takeUnretainedValue().entries.append(entry.pointee)
      }
    }
    return list.entries.filter { $0.family == family }
  }

  private final class EntryList {
    var entries: [cnet_entry] = []
  }
}

extension cnet_entry {
  /// The family of the address.
  var family: Address.Family { v6 != 0 ? .v6 : .v4 }

  /// The address of a network or station.
  var address: Address { Address(kernel: family, high, low) }
}

extension Address {
  /// An address as the shims hand it over: one of IPv4 stands in the lower half.
  init(kernel family: Family, _ high: UInt64, _ low: UInt64) {
    self = family == .v6 ? Address(high: high, low: low) : Address(v4: UInt32(truncatingIfNeeded: low))
  }
}

extension HardwareAddress {
  /// Six bytes as the kernel has them.
  init(kernel bytes: (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8)) {
    self.init(value: withUnsafeBytes(of: bytes) { $0.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } })
  }
}
