// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// A value of the language: 16 bytes, trivial forms inline and one reference for everything larger.
///
/// One reference case only, so that copying tests a single tag (decision 0002). Values belong to the interpreter's
/// thread and are never shared with another.
enum Value {
  /// Also what a slot holds before its declaration ran.
  case none
  case bool(Bool)
  case int(Int)
  case float(Double)
  /// Microseconds.
  case duration(Int64)
  /// Bytes.
  case size(Int64)
  case date(CalendarDate)
  case time(Instant)
  case port(Port)
  case state(PortState)
  case flags(TCPFlags)
  /// An IPv4 address; IPv6 addresses are objects.
  case address4(UInt32)
  /// A row of a scan's results; its fields are read on demand.
  case portResult(PortHandle)
  case object(HeapObject)
}

/// A row of a result store: both parts are indices, so that a list of a million of them is flat.
struct PortHandle: Hashable {
  /// Index of the store within the session.
  var store: UInt32
  /// Index of the row within the store.
  var row: UInt32
}

/// What a heap object is, for quick tests without dynamic casts.
enum ObjectKind: UInt8 {
  case text, bytes, list, map, address6, network, addressRange, range, rate, targets, ports, technique, closure
  case host, results, record, tally
}

/// Base of everything that does not fit into a value.
class HeapObject {
  /// What it is.
  final let kind: ObjectKind
  /// For lists and maps: how deep values are nested in it, counting itself; 0 for everything else.
  ///
  /// Kept so that nesting has a limit: comparing, printing and freeing a value go as deep as it is.
  final var height: UInt16 = 0

  init(kind: ObjectKind) { self.kind = kind }

  /// Counts a value in that is put into this collection.
  @inline(__always)
  final func holds(_ value: Value) {
    if case .object(let object) = value, object.height >= height { height = object.height &+ 1 }
  }

  /// Counts values in that are put into this collection.
  final func holds(_ values: [Value]) {
    if height == 0 { height = 1 }
    for value in values { holds(value) }
  }
}

/// Bytes.
final class BytesObject: HeapObject {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    super.init(kind: .bytes)
  }
}

/// A list. Shared lists are never changed: whoever changes one makes sure to be its only owner.
final class ListObject: HeapObject {
  var items: [Value]

  init(_ items: [Value]) {
    self.items = items
    super.init(kind: .list)
    holds(items)
  }

  /// A list whose height is known, or no more than this.
  init(_ items: [Value], height: UInt16) {
    self.items = items
    super.init(kind: .list)
    self.height = height
  }
}

/// An IPv6 address.
final class AddressObject: HeapObject {
  let address: Address

  init(_ address: Address) {
    self.address = address
    super.init(kind: .address6)
  }
}

/// A network.
final class NetworkObject: HeapObject {
  let network: Network

  init(_ network: Network) {
    self.network = network
    super.init(kind: .network)
  }
}

/// A range of addresses.
final class AddressRangeObject: HeapObject {
  let range: AddressRange

  init(_ range: AddressRange) {
    self.range = range
    super.init(kind: .addressRange)
  }
}

/// A range of numbers, both ends inclusive; empty when the first is larger.
final class RangeObject: HeapObject {
  let first: Int
  let last: Int
  let transport: TransportProtocol?

  init(_ first: Int, _ last: Int, _ transport: TransportProtocol?) {
    self.first = first
    self.last = last
    self.transport = transport
    super.init(kind: .range)
  }

  /// As a port set, or `nil` where the numbers are no ports.
  var ports: PortSet? {
    guard first >= 0, last <= 65535, first <= last else { return nil }
    return PortSet(UInt16(first)...UInt16(last), transport)
  }
}

/// A rate.
final class RateObject: HeapObject {
  let rate: Rate

  init(_ rate: Rate) {
    self.rate = rate
    super.init(kind: .rate)
  }
}

/// A port set.
final class PortsObject: HeapObject {
  let set: PortSet

  init(_ set: PortSet) {
    self.set = set
    super.init(kind: .ports)
  }
}

/// A technique.
final class TechniqueObject: HeapObject {
  let technique: Technique

  init(_ technique: Technique) {
    self.technique = technique
    super.init(kind: .technique)
  }
}

/// A function as a value: its code and the outer values it took along.
final class ClosureObject: HeapObject {
  let unit: Int
  /// In the order of the unit's captures.
  let captured: [Value]

  /// The builtin function that it is, if it is one; then `unit` means nothing.
  let builtin: Builtin?

  init(unit: Int, captured: [Value]) {
    self.unit = unit
    self.captured = captured
    self.builtin = nil
    super.init(kind: .closure)
  }

  init(_ builtin: Builtin) {
    self.unit = 0
    self.captured = []
    self.builtin = builtin
    super.init(kind: .closure)
  }
}
