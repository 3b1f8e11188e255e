// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// The two implicit conversions of the language (reference, section 3): to targets and to ports.
enum Conversion {
  /// Addresses, with host names still to be resolved; `nil` where the value is no target.
  static func targets(_ value: Value) -> TargetsObject? {
    if let targets = value.asTargets { return targets }
    if let address = value.asAddress { return TargetsObject(TargetSet(address)) }
    if let network = value.asNetwork { return TargetsObject(TargetSet(network)) }
    if let range = value.asAddressRange { return TargetsObject(TargetSet(range)) }
    if let host = value.asHost { return TargetsObject(TargetSet(host.address)) }
    if let text = value.asText { return targets(text) }
    guard let list = value.asList else { return nil }
    var parts = TargetsParts()
    for item in list.items where !parts.add(item) { return nil }
    return parts.union()
  }

  /// A string: any target syntax that nmap takes, else a host name.
  static func targets(_ text: String) -> TargetsObject? {
    if let set = TargetSet.parseNmap(text) { return TargetsObject(set) }
    guard isHostName(text) else { return nil }
    return TargetsObject(TargetSet(), names: [text])
  }

  /// Letters, digits, `-`, `_` and dots (RFC 1123 section 2.1, with the underscores that real zones have).
  private static func isHostName(_ text: String) -> Bool {
    guard !text.isEmpty, text.utf8.count <= 253 else { return false }
    // Numbers alone are an address pattern gone wrong, or one that stands for too many ranges.
    guard text.utf8.contains(where: { $0 >= UInt8(ascii: "A") }) else { return false }
    return text.utf8.allSatisfy { byte in
      let lower = byte | 0x20
      return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte >= 0x80
    }
  }

  /// Ports; `nil` where the value is no port set or does not fit.
  static func ports(_ value: Value) -> PortSet? {
    switch value {
    case .port(let port): return PortSet(port)
    case .int(let number):
      guard let port = UInt16(exactly: number) else { return nil }
      return PortSet(port...port, nil)
    default: break
    }
    if let set = value.asPorts { return set }
    if let range = value.asRange { return range.ports }
    if let text = value.asText { return ServiceNames.ports(named: text) }
    guard let list = value.asList else { return nil }
    var ranges: [PortRange] = []
    for item in list.items {
      guard let part = ports(item) else { return nil }
      ranges += part.ranges
    }
    return PortSet(ranges: ranges)
  }

  /// A collection that `in` reads as a port set.
  static func portsForMembership(_ value: Value) -> PortSet? {
    if let set = value.asPorts { return set }
    if case .port(let port) = value { return PortSet(port) }
    return nil
  }
}

/// Collects what a target set is made of; joined once, so that the time grows with what there is and no faster.
struct TargetsParts {
  private var ranges: [AddressRange] = []
  private var others: [TargetsObject] = []

  /// Takes a value; false where it is no target.
  mutating func add(_ value: Value) -> Bool {
    if let address = value.asAddress {
      ranges.append(AddressRange(address))
    } else if let part = Conversion.targets(value) {
      others.append(part)
    } else {
      return false
    }
    return true
  }

  /// All of it.
  func union() -> TargetsObject {
    ranges.isEmpty ? .union(others) : .union([TargetsObject(TargetSet(ranges: ranges))] + others)
  }
}
