// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// An address and port in the kernel's form.
struct Endpoint {
  /// The kernel's structure.
  var raw: cnet_endpoint

  /// The kernel's form of `address` and `port`; `nil` when the address names an interface that does not exist.
  @inline(__always)
  init?(_ address: Address, port: UInt16) {
    raw = cnet_endpoint()
    if let v4 = address.v4 {
      cnet_endpoint_v4(&raw, v4, port)
      return
    }
    guard let scope = Self.scopeID(of: address) else { return nil }
    cnet_endpoint_v6(&raw, address.high, address.low, port, scope)
  }

  /// Takes a structure from the kernel.
  init(_ raw: cnet_endpoint) {
    self.raw = raw
  }

  /// Whether it is a broadcast address of a network that this machine is on.
  var isBroadcast: Bool { withUnsafePointer(to: raw) { cnet_is_broadcast($0) != 0 } }

  /// The port.
  var port: UInt16 { withUnsafePointer(to: raw) { cnet_endpoint_port($0) } }

  /// The address, its zone included; `nil` for another family.
  var address: Address? {
    withUnsafePointer(to: raw) { pointer in
      switch cnet_endpoint_family(pointer) {
      case AF_INET: return Address(v4: cnet_endpoint_v4_address(pointer))
      case AF_INET6:
        let high = cnet_endpoint_v6_word(pointer, 0)
        let low = cnet_endpoint_v6_word(pointer, 1)
        let zone = Self.zone(of: cnet_endpoint_scope(pointer))
        return Address(high: high, low: low, zone: zone)
      default: return nil
      }
    }
  }

  /// The local end of socket `number`.
  static func local(of number: Int32) -> Endpoint? {
    var raw = cnet_endpoint()
    return cnet_local_endpoint(number, &raw) == 0 ? Endpoint(raw) : nil
  }

  private static func scopeID(of address: Address) -> UInt32? {
    address.zoneName.map { InterfaceZone.index(of: $0) } ?? 0
  }

  private static func zone(of scope: UInt32) -> Zone {
    scope == 0 ? .none : Zone(InterfaceZone.name(of: scope) ?? String(scope)) ?? .none
  }
}
