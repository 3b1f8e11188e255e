// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

extension Value {
  /// Wraps text.
  static func text(_ string: String) -> Value { .object(TextObject(string)) }
  /// Wraps a list.
  static func list(_ items: [Value]) -> Value { .object(ListObject(items)) }
  /// Wraps a target set.
  static func targets(_ set: TargetSet) -> Value { .object(TargetsObject(set)) }
  /// Wraps a port set.
  static func ports(_ set: PortSet) -> Value { .object(PortsObject(set)) }
  /// Wraps a rate.
  static func rate(_ rate: Rate) -> Value { .object(RateObject(rate)) }

  /// Wraps an address, IPv4 inline.
  static func address(_ address: Address) -> Value {
    if let v4 = address.v4 { return .address4(v4) }
    return .object(AddressObject(address))
  }

  @inline(__always)
  func object(_ kind: ObjectKind) -> HeapObject? {
    if case .object(let object) = self, object.kind == kind { return object }
    return nil
  }

  /// The kind of the object that it is, `nil` for what stands in the value itself.
  @inline(__always) var objectKind: ObjectKind? {
    if case .object(let object) = self { return object.kind }
    return nil
  }

  /// The text of a string.
  var asText: String? { object(.text).map { unsafeDowncast($0, to: TextObject.self).string } }
  /// The object behind a string.
  var asTextObject: TextObject? { object(.text).map { unsafeDowncast($0, to: TextObject.self) } }
  /// The bytes of a bytes value.
  var asBytes: [UInt8]? { object(.bytes).map { unsafeDowncast($0, to: BytesObject.self).bytes } }
  /// The list object.
  var asList: ListObject? { object(.list).map { unsafeDowncast($0, to: ListObject.self) } }
  /// The map object.
  var asMap: MapObject? { object(.map).map { unsafeDowncast($0, to: MapObject.self) } }
  /// The range object.
  var asRange: RangeObject? { object(.range).map { unsafeDowncast($0, to: RangeObject.self) } }
  /// The function.
  var asClosure: ClosureObject? { object(.closure).map { unsafeDowncast($0, to: ClosureObject.self) } }
  /// A record that is no row.
  var asRecord: RecordObject? { object(.record).map { unsafeDowncast($0, to: RecordObject.self) } }
  /// A scan's results.
  var asResults: ScanResults? { object(.results).map { unsafeDowncast($0, to: ResultsObject.self).results } }
  /// A host.
  var asHost: HostObject? { object(.host).map { unsafeDowncast($0, to: HostObject.self) } }
  /// A technique.
  var asTechnique: Technique? { object(.technique).map { unsafeDowncast($0, to: TechniqueObject.self).technique } }
  /// A rate.
  var asRate: Rate? { object(.rate).map { unsafeDowncast($0, to: RateObject.self).rate } }
  /// A target set that was written as one.
  var asTargets: TargetsObject? { object(.targets).map { unsafeDowncast($0, to: TargetsObject.self) } }
  /// A port set that was written as one.
  var asPorts: PortSet? { object(.ports).map { unsafeDowncast($0, to: PortsObject.self).set } }
  /// A network.
  var asNetwork: Network? { object(.network).map { unsafeDowncast($0, to: NetworkObject.self).network } }
  /// A range of addresses.
  var asAddressRange: AddressRange? {
    object(.addressRange).map { unsafeDowncast($0, to: AddressRangeObject.self).range }
  }

  /// An address of either family.
  var asAddress: Address? {
    if case .address4(let bits) = self { return Address(v4: bits) }
    return object(.address6).map { unsafeDowncast($0, to: AddressObject.self).address }
  }

  /// An address as it is compared: one that is mapped into IPv6 is the IPv4 address that it stands for.
  var asUnmapped: Address? { asAddress?.unmapped }

  /// Whether it is `none`.
  var isNone: Bool {
    if case .none = self { return true }
    return false
  }

  /// The name of its type as messages and the reference give it.
  var typeName: String {
    switch self {
    case .none: "none"
    case .bool: "bool"
    case .int: "int"
    case .float: "float"
    case .duration: "duration"
    case .size: "size"
    case .date: "date"
    case .time: "time"
    case .port: "port"
    case .state: "state"
    case .flags: "flags"
    case .address4: "address"
    case .portResult: "port result"
    case .object(let object): object.typeName
    }
  }
}

extension HeapObject {
  /// The name of its type as messages and the reference give it.
  var typeName: String {
    switch kind {
    case .text: "string"
    case .bytes: "bytes"
    case .list: "list"
    case .map: "map"
    case .address6: "address"
    case .network: "network"
    case .addressRange, .targets: "targets"
    case .range: "range"
    case .rate: "rate"
    case .ports: "ports"
    case .technique: "technique"
    case .tally: "list that `keep open` did not keep"
    case .closure: "function"
    case .host: "host"
    case .results: "results"
    case .record: unsafeDowncast(self, to: RecordObject.self).recordKind.rawValue
    }
  }
}
