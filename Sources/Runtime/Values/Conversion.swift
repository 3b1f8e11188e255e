// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// The two implicit conversions of the language (reference, section 3): to targets and to ports.
enum Conversion {
  /// Addresses, with host names still to be resolved; `nil` where the value is no target.
  ///
  /// `count` hears of every part before it is made, and of every list: a list that holds one list twice, and so on, is
  /// small in memory and endless to walk.
  static func targets<Failure: Error>(
    _ value: Value, count: (Int) throws(Failure) -> Void
  ) throws(Failure) -> TargetsObject? {
    guard value.asList != nil else { return single(value) }
    var parts = TargetsParts()
    return try parts.add(value, count: count) ? parts.union() : nil
  }

  /// The same without looking at how much it is.
  static func targets(_ value: Value) -> TargetsObject? { targets(value) { _ in } }

  /// What is no list.
  fileprivate static func single(_ value: Value) -> TargetsObject? {
    if let targets = value.asTargets { return targets }
    if let address = value.asAddress { return TargetsObject(TargetSet(address)) }
    if let network = value.asNetwork { return TargetsObject(TargetSet(network)) }
    if let range = value.asAddressRange { return TargetsObject(TargetSet(range)) }
    if let host = value.asHost { return TargetsObject(TargetSet(host.address)) }
    return value.asText.flatMap { targets($0) }
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

  /// Ports; `nil` where the value is no port set or does not fit. `count` as for targets.
  static func ports<Failure: Error>(
    _ value: Value, count: (Int) throws(Failure) -> Void
  ) throws(Failure) -> PortSet? {
    if let set = value.asPorts { return set }
    var ranges: [PortRange] = []
    return try add(value, to: &ranges, count: count) ? PortSet(ranges: ranges) : nil
  }

  /// The same without looking at how much it is.
  static func ports(_ value: Value) -> PortSet? { ports(value) { _ in } }

  /// Puts the ports of a value behind others; false where it is none.
  private static func add<Failure: Error>(
    _ value: Value, to ranges: inout [PortRange], count: (Int) throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    try count(1)
    switch value {
    case .port(let port): ranges.append(PortRange(port.number...port.number, port.proto))
    case .int(let number):
      guard let port = UInt16(exactly: number) else { return false }
      ranges.append(PortRange(port...port, nil))
    default:
      if let list = value.asList {
        for item in list.items where try !add(item, to: &ranges, count: count) { return false }
        return true
      }
      guard let set = value.asPorts ?? value.asRange?.ports ?? value.asText.flatMap({ ServiceNames.ports(named: $0) })
      else { return false }
      try count(set.ranges.count)
      ranges += set.ranges
    }
    return true
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

  /// Takes a value, of a list all that is in it; false where it is no target.
  mutating func add<Failure: Error>(_ value: Value, count: (Int) throws(Failure) -> Void) throws(Failure) -> Bool {
    try count(1)
    if let list = value.asList {
      for item in list.items where try !add(item, count: count) { return false }
    } else if let address = value.asAddress {
      ranges.append(AddressRange(address))
    } else if let part = Conversion.single(value) {
      try count(part.set.ranges.count)
      if part.isPlain { ranges += part.set.ranges } else { others.append(part) }
    } else {
      return false
    }
    return true
  }

  /// All of it.
  func union() -> TargetsObject {
    let plain = TargetsObject(TargetSet(ranges: ranges))
    return others.isEmpty ? plain : .union(ranges.isEmpty ? others : [plain] + others)
  }
}
