// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

extension LiteralReader {
  /// `192.0.2.1`, `fe80::1%eth0`
  public static func address(_ token: Token, _ source: SourceFile) -> Address? {
    Address(LiteralText(token, source).rest)
  }

  /// `10.0.0.0/8`; of a diagnosed one with host bits the network around it, of `10.0.0.*` what it stands for.
  public static func network(_ token: Token, _ source: SourceFile) -> Network? {
    let text = LiteralText(token, source).rest
    if text.hasSuffix("*") { return wildcard(text) }
    guard let slash = text.lastIndex(of: "/"), let base = Address(text[..<slash]) else { return nil }
    guard let prefix = Int(text[text.index(after: slash)...]), prefix >= 0, prefix <= (base.isV4 ? 32 : 128) else {
      return nil
    }
    return Network(base: base, prefix: prefix)
      ?? (token.flags.contains(.diagnosed) ? Network.containing(base, prefix: prefix) : nil)
  }

  private static func wildcard(_ text: String) -> Network? {
    var parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 4 else { return nil }
    while parts.last == "*" { parts.removeLast() }
    let fixed = parts.count
    parts += Array(repeating: "0", count: 4 - fixed)
    return Address(parts.joined(separator: ".")).flatMap { Network(base: $0, prefix: fixed * 8) }
  }

  /// `10.0.0.10-50`, `10.0.0.10-10.0.0.50`
  public static func addressRange(_ token: Token, _ source: SourceFile) -> AddressRange? {
    let text = LiteralText(token, source).rest
    let (first, last) = ends(text)
    guard let low = Address(first) else { return nil }
    if let high = Address(last) { return joined(low, high) }
    guard low.isV4, let part = UInt8(last), last == String(part), let bits = low.v4 else { return nil }
    return joined(low, Address(v4: bits & 0xFFFF_FF00 | UInt32(part)))
  }

  /// A zone behind the last address counts for both.
  private static func joined(_ low: Address, _ high: Address) -> AddressRange? {
    guard low.zoneName == nil, let zone = high.zoneName, let zoned = Address("\(low)%\(zone)") else {
      return AddressRange(first: low, last: high)
    }
    return AddressRange(first: zoned, last: high)
  }

  /// What stands before and behind the `-` or `..` of a range of addresses.
  static func ends(_ text: String) -> (Substring, Substring) {
    if let dots = text.firstRange(of: "..") {
      return (text[..<dots.lowerBound], text[dots.upperBound...].drop { $0 == "." || $0 == "=" })
    }
    // Zones may hold a `-`: the one that splits has an address on both sides, or is the first.
    let dashes = text.indices.filter { text[$0] == "-" }
    let split = dashes.first { Address(text[text.index(after: $0)...]) != nil } ?? dashes.first ?? text.endIndex
    return (text[..<split], split < text.endIndex ? text[text.index(after: split)...] : "")
  }

  /// `443/tcp`; of a diagnosed one `T:443` and other letter cases too.
  public static func port(_ token: Token, _ source: SourceFile) -> Port? {
    var text = LiteralText(token, source)
    let prefix = protocolPrefix(&text)
    guard let value = try? text.integer(), let number = UInt16(exactly: value) else { return nil }
    guard let proto = prefix ?? protocolSuffix(&text) else { return nil }
    return Port(number, proto)
  }

  /// `1-1024`, `60000-61000/udp`; of a diagnosed one `1..1024`, `T:1-1024` and others too.
  public static func range(
    _ token: Token, _ source: SourceFile
  ) -> (first: Int64, last: Int64, proto: TransportProtocol?)? {
    var text = LiteralText(token, source)
    let prefix = protocolPrefix(&text)
    guard let first = scaled(&text) else { return nil }
    var last: Int64?
    if text.take("-") {
      last = text.isAtEnd ? 65535 : scaled(&text)
    } else {
      while text.take(".") {}
      let isOpen = text.take("<")
      _ = text.take("=")
      last = scaled(&text).map { isOpen ? $0 - 1 : $0 }
    }
    guard let last, first <= last else { return nil }
    let proto = prefix ?? protocolSuffix(&text)
    return text.isAtEnd ? (first, last, proto) : nil
  }

  private static func scaled(_ text: inout LiteralText) -> Int64? {
    guard let value = try? text.integer(), let factor = multiplier(&text) else { return nil }
    let (product, isOver) = value.multipliedReportingOverflow(by: factor)
    return isOver ? nil : product
  }

  private static func protocolPrefix(_ text: inout LiteralText) -> TransportProtocol? {
    if text.take("T") { return text.take(":") ? .tcp : nil }
    if text.take("U") { return text.take(":") ? .udp : nil }
    return nil
  }

  private static func protocolSuffix(_ text: inout LiteralText) -> TransportProtocol? {
    guard text.take("/") else { return nil }
    switch text.letters().lowercased() {
    case "tcp": return .tcp
    case "udp": return .udp
    default: return nil
    }
  }
}
