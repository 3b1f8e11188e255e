// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// The interfaces that zones stand for, as the system knows them now.
enum InterfaceZone {
  /// The kernel's number of the interface; `nil` when there is none of this name. A number stands for itself.
  static func index(of name: String) -> UInt32? {
    if let number = UInt32(name) { return number }
    let index = if_nametoindex(name)
    return index == 0 ? nil : index
  }

  /// The name of the interface with this number; `nil` when there is none.
  static func name(of index: UInt32) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(IF_NAMESIZE)) { buffer in
      if_indextoname(index, buffer.baseAddress).map { String(cString: $0) }
    }
  }

  /// The zone under the interface's own name: `%2` and alternative names become `%eth0`. A zone without an interface
  /// stays as it is; nothing can be sent there.
  static func canonical(_ zone: Zone) -> Zone {
    if zone.isNone { return zone }
    return index(of: zone.name).flatMap { name(of: $0) }.flatMap { Zone($0) } ?? zone
  }
}

extension Address {
  /// The form in which the gate judges an address: canonical, and a zone under its interface's own name.
  @inline(__always)
  var judged: Address {
    let canonical = self.canonical
    return canonical.zone.isNone ? canonical : canonical.inCanonicalZone
  }

  /// The same address with its zone under the interface's own name.
  var inCanonicalZone: Address {
    isV4 ? self : Address(high: high, low: low, zone: InterfaceZone.canonical(zone))
  }
}
