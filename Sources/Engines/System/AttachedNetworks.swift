// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import Glibc
import NetworkTypes

/// The networks of the machine's own interfaces (getifaddrs(3)).
enum AttachedNetworks {
  /// All of them, as they are now.
  static func current() -> TargetSet {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&list) == 0 else { return TargetSet() }
    defer { freeifaddrs(list) }
    var ranges: [AddressRange] = []
    var cursor = list
    while let entry = cursor {
      cursor = entry.pointee.ifa_next
      guard let own = address(entry.pointee.ifa_addr), let mask = address(entry.pointee.ifa_netmask) else { continue }
      let bits = mask.bytes.reduce(0) { $0 + $1.nonzeroBitCount }
      if let network = Network.containing(own, prefix: bits) { ranges.append(network.range) }
    }
    return TargetSet(ranges: ranges)
  }

  private static func address(_ pointer: UnsafeMutablePointer<sockaddr>?) -> Address? {
    guard let pointer else { return nil }
    var raw = cnet_endpoint()
    switch Int32(pointer.pointee.sa_family) {
    case AF_INET: cnet_endpoint_from(&raw, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
    case AF_INET6: cnet_endpoint_from(&raw, pointer, socklen_t(MemoryLayout<sockaddr_in6>.size))
    default: return nil
    }
    return Endpoint(raw).address?.withoutZone
  }
}
