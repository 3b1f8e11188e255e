// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes

/// A target set; host names in it wait to be resolved by the scan that uses it.
///
/// Kept as parts, because `except` takes out of its own operands alone: of `lab, 10.0.0.7` where `lab` leaves 10.0.0.7
/// out, the address is asked. Everything that combines target sets goes through here, so that nothing that was left
/// out comes back.
final class TargetsObject: HeapObject {
  /// Addresses and names, without others.
  struct Part: Equatable {
    var set = TargetSet()
    var names: [String] = []
    /// Taken out once the names are known; what could be taken out of `set` is out of it already.
    var excluded = TargetSet()
    var excludedNames: [String] = []

    /// Whether nothing waits to be resolved.
    var isPlain: Bool { names.isEmpty && excludedNames.isEmpty }
  }
  let parts: [Part]
  /// The addresses of all parts, as far as they are known.
  let set: TargetSet

  init(parts: [Part]) {
    var waiting: [Part] = []
    var plain: [TargetSet] = []
    for part in parts {
      if part.isPlain { plain.append(part.set) } else { waiting.append(part) }
    }
    let known = Self.union(plain)
    if !known.isEmpty || waiting.isEmpty { waiting.insert(Part(set: known), at: 0) }
    self.parts = waiting
    set = Self.union(waiting.map(\.set))
    super.init(kind: .targets)
  }

  /// One set is what it is and two are merged; more are sorted anew.
  private static func union(_ sets: [TargetSet]) -> TargetSet {
    switch sets.count {
    case 0: TargetSet()
    case 1: sets[0]
    case 2: sets[0].union(sets[1])
    default: TargetSet(ranges: sets.flatMap(\.ranges))
    }
  }

  convenience init(_ set: TargetSet, names: [String] = []) { self.init(parts: [Part(set: set, names: names)]) }

  /// Names of hosts that belong to the set.
  var names: [String] { parts.flatMap(\.names) }
  /// Names of hosts that do not.
  var excludedNames: [String] { parts.flatMap(\.excludedNames) }
  /// Whether every address is known.
  var isPlain: Bool { parts.allSatisfy(\.isPlain) }

  /// Both sets together.
  static func union(_ sets: [TargetsObject]) -> TargetsObject { TargetsObject(parts: sets.flatMap(\.parts)) }

  /// This set without another one; `nil` where the other one leaves out something by name itself.
  func excluding(_ other: TargetsObject) -> TargetsObject? {
    guard other.excludedNames.isEmpty, other.parts.allSatisfy(\.excluded.isEmpty) else { return nil }
    return TargetsObject(
      parts: parts.map { part in
        var part = part
        // One address may be written in several ways, and leaving it out in one leaves it out in all.
        part.set = CanonicalRanges.canonical(part.set).subtracting(CanonicalRanges.canonical(other.set))
        part.excluded = part.excluded.union(other.set)
        part.excludedNames += other.names
        return part
      })
  }

  /// The addresses when all names are known.
  func resolved(_ addresses: (String) -> [Address], canonical: (TargetSet) -> TargetSet) -> TargetSet {
    let sets = parts.map { part in
      let all = part.set.ranges + part.names.flatMap(addresses).map { AddressRange($0) }
      let out = part.excluded.ranges + part.excludedNames.flatMap(addresses).map { AddressRange($0) }
      return canonical(TargetSet(ranges: all)).subtracting(canonical(TargetSet(ranges: out)))
    }
    return TargetSet(ranges: sets.flatMap(\.ranges))
  }
}
