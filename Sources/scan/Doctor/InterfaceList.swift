// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// The interfaces of the machine with their addresses (getifaddrs(3)).
enum InterfaceList {
  /// In the order in which the system names them.
  static var all: [MachineFacts.Interface] {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&list) == 0 else { return [] }
    defer { freeifaddrs(list) }
    var interfaces: [MachineFacts.Interface] = []
    var cursor = list
    while let entry = cursor {
      let name = String(cString: entry.pointee.ifa_name)
      let isUp = entry.pointee.ifa_flags & UInt32(IFF_UP) != 0
      let place = interfaces.firstIndex { $0.name == name } ?? interfaces.count
      if place == interfaces.count { interfaces.append(MachineFacts.Interface(name: name, isUp: isUp)) }
      if let address = entry.pointee.ifa_addr, let text = text(of: address) { interfaces[place].addresses.append(text) }
      cursor = entry.pointee.ifa_next
    }
    return interfaces
  }

  private static func text(of address: UnsafeMutablePointer<sockaddr>) -> String? {
    let size: Int
    switch Int32(address.pointee.sa_family) {
    case AF_INET: size = MemoryLayout<sockaddr_in>.size
    case AF_INET6: size = MemoryLayout<sockaddr_in6>.size
    default: return nil
    }
    // NI_MAXHOST of getnameinfo(3).
    var text = [CChar](repeating: 0, count: 1025)
    guard getnameinfo(address, socklen_t(size), &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0 else {
      return nil
    }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
