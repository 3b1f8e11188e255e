// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

extension Value {
  /// The language's `==`: by value, integers and floats compare as numbers, other types are never equal across.
  func isSame(as other: Value) -> Bool {
    switch (self, other) {
    case (.none, .none): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.float(let a), .float(let b)): a == b
    // Exactly, so that what is equal to the same thing is equal: 2^53 + 1 is no float.
    case (.int(let a), .float(let b)): Int(exactly: b) == a
    case (.float(let a), .int(let b)): Int(exactly: a) == b
    case (.duration(let a), .duration(let b)): a == b
    case (.size(let a), .size(let b)): a == b
    case (.date(let a), .date(let b)): a == b
    case (.time(let a), .time(let b)): a == b
    case (.port(let a), .port(let b)): a == b
    case (.state(let a), .state(let b)): a == b
    case (.flags(let a), .flags(let b)): a == b
    case (.address4(let a), .address4(let b)): a == b
    case (.portResult(let a), .portResult(let b)): a == b
    case (.object(let a), .object(let b)): a === b || a.isSame(as: b)
    // One of them mapped into IPv6.
    case (.address4(let a), .object(let b)), (.object(let b), .address4(let a)):
      Value.object(b).asUnmapped?.v4 == a
    default: false
    }
  }

  /// Hashes so that equal values hash alike.
  func hash(into hasher: inout Hasher) {
    switch self {
    case .none: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    // A whole number hashes as an integer whether it is one or a float.
    case .int(let value): hasher.combine(value)
    case .float(let value):
      if let whole = Int(exactly: value) { hasher.combine(whole) } else { hasher.combine(value) }
    case .duration(let value): hasher.combine(value)
    case .size(let value): hasher.combine(value)
    case .date(let value): hasher.combine(value)
    case .time(let value): hasher.combine(value)
    case .port(let value): hasher.combine(value)
    case .state(let value): hasher.combine(value.rawValue)
    case .flags(let value): hasher.combine(value.rawValue)
    case .address4(let value): hasher.combine(value)
    case .portResult(let value): hasher.combine(value)
    case .object(let object): object.hash(into: &hasher)
    }
  }
}

extension HeapObject {
  /// Equality of two objects that are not the same object.
  fileprivate func isSame(as other: HeapObject) -> Bool {
    guard kind == other.kind else { return false }
    let a = Value.object(self)
    let b = Value.object(other)
    switch kind {
    case .text: return unsafeDowncast(self, to: TextObject.self).isSame(as: unsafeDowncast(other, to: TextObject.self))
    case .bytes: return a.asBytes == b.asBytes
    case .list:
      guard let left = a.asList?.items, let right = b.asList?.items, left.count == right.count else { return false }
      return zip(left, right).allSatisfy { $0.isSame(as: $1) }
    case .map: return Self.sameMaps(a.asMap, b.asMap)
    case .address6: return a.asUnmapped == b.asUnmapped
    case .network: return a.asNetwork == b.asNetwork
    case .addressRange: return a.asAddressRange == b.asAddressRange
    case .range:
      guard let left = a.asRange, let right = b.asRange else { return false }
      return left.first == right.first && left.last == right.last && left.transport == right.transport
    case .rate: return a.asRate == b.asRate
    case .targets:
      guard let left = a.asTargets, let right = b.asTargets else { return false }
      return left.parts == right.parts
    case .ports: return a.asPorts == b.asPorts
    case .technique: return a.asTechnique == b.asTechnique
    case .closure, .results, .tally: return false
    case .host:
      guard let left = a.asHost, let right = b.asHost else { return false }
      return left.address == right.address && left.results === right.results
    case .record:
      guard let left = a.asRecord, let right = b.asRecord, left.recordKind == right.recordKind else { return false }
      return left.fields.count == right.fields.count
        && left.fields.allSatisfy { name, value in right.fields[name]?.isSame(as: value) ?? false }
    }
  }

  /// Maps are equal when they hold equal values under equal keys, in whatever order.
  private static func sameMaps(_ left: MapObject?, _ right: MapObject?) -> Bool {
    guard let left, let right, left.count == right.count else { return false }
    for (key, value) in zip(left.keys, left.values) {
      guard let other = right[key], value.isSame(as: other) else { return false }
    }
    return true
  }

  fileprivate func hash(into hasher: inout Hasher) {
    let value = Value.object(self)
    switch kind {
    case .text: hasher.combine(unsafeDowncast(self, to: TextObject.self).hashCode)
    case .bytes: hasher.combine(value.asBytes)
    case .list: for item in value.asList?.items ?? [] { item.hash(into: &hasher) }
    case .map: hashEntries(zip(value.asMap?.keys ?? [], value.asMap?.values ?? []), into: &hasher)
    case .address6:
      // As the IPv4 address that it is the same as, where it is mapped.
      if let bits = value.asUnmapped?.v4 { hasher.combine(bits) } else { hasher.combine(value.asAddress) }
    case .network: hasher.combine(value.asNetwork)
    case .addressRange: hasher.combine(value.asAddressRange)
    case .range:
      hasher.combine(value.asRange?.first)
      hasher.combine(value.asRange?.last)
    case .rate: hasher.combine(value.asRate)
    case .targets: hasher.combine(value.asTargets?.set)
    case .ports: hasher.combine(value.asPorts)
    case .technique: hasher.combine(value.asTechnique?.name)
    case .host: hasher.combine(value.asHost?.address)
    case .record:
      hasher.combine(value.asRecord?.recordKind)
      hashEntries((value.asRecord?.fields ?? [:]).map { (Value.text($0.key.rawValue), $0.value) }, into: &hasher)
    case .closure, .results, .tally: hasher.combine(ObjectIdentifier(self))
    }
  }
  /// Entries in whatever order: equal maps may have their keys in different ones.
  private func hashEntries(_ entries: some Sequence<(Value, Value)>, into hasher: inout Hasher) {
    var sum = 0
    for (key, value) in entries {
      var entry = Hasher()
      key.hash(into: &entry)
      value.hash(into: &entry)
      sum &+= entry.finalize()
    }
    hasher.combine(sum)
  }
}
