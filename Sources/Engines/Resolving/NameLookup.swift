// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// One blocking name lookup.
enum NameLookup {
  /// Asks the system for all addresses of `name`; blocks until it answers.
  static func look(up name: String) -> NameResult {
    if name.utf8.contains(0) { return NameResult(name: name, addresses: [], error: "the name contains a zero byte") }
    var list: UnsafeMutablePointer<addrinfo>?
    let code = cnet_lookup(name, &list)
    guard code == 0 else { return NameResult(name: name, addresses: [], error: message(code)) }
    defer { freeaddrinfo(list) }
    var addresses: [Address] = []
    var cursor = list
    while let entry = cursor {
      if let address = address(of: entry.pointee), !addresses.contains(address) { addresses.append(address) }
      cursor = entry.pointee.ai_next
    }
    return NameResult(
      name: name, addresses: addresses, error: addresses.isEmpty ? "the name has no address" : nil)
  }

  /// Asks the system for the name of `address`; blocks until it answers, `nil` where there is none.
  static func name(of address: Address) -> String? {
    guard let endpoint = Endpoint(address, port: 0) else { return nil }
    // NI_MAXHOST of getnameinfo(3).
    var text = [CChar](repeating: 0, count: 1025)
    guard withUnsafePointer(to: endpoint.raw, { cnet_reverse($0, &text, text.count) }) == 0 else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func address(of entry: addrinfo) -> Address? {
    guard let socketAddress = entry.ai_addr else { return nil }
    var endpoint = cnet_endpoint()
    cnet_endpoint_from(&endpoint, socketAddress, entry.ai_addrlen)
    return Endpoint(endpoint).address
  }

  private static func message(_ code: Int32) -> String {
    if code == EAI_SYSTEM { return SystemCall.message(for: cnet_errno()) }
    return gai_strerror(code).map { String(cString: $0) } ?? "lookup failed (\(code))"
  }
}
