// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// What a value says to who looks at it again and again: states, names, sets, counts.
///
/// Left out is what differs each time though nothing has changed: round-trip times, times to live, tries, how long
/// something took, packets, coverage, and the order of lists.
public struct WatchedFacts: Hashable, Sendable {
  /// What is said of each thing; of a plain value the one thing is the empty text.
  public private(set) var facts: [String: String] = [:]

  /// Facts.
  public init(_ facts: [String: String]) { self.facts = facts }

  /// Lines that tell what became of `before`: `+ thing: new`, `- thing: old`, `thing: old → new`.
  public func changes(since before: WatchedFacts) -> [String] {
    let keys = Set(facts.keys).union(before.facts.keys).sorted()
    return keys.compactMap { key in
      let name = key.isEmpty ? "" : "\(key): "
      switch (before.facts[key], facts[key]) {
      case (nil, let new?): return "+ " + Self.joined(key, new)
      case (let old?, nil): return "- " + Self.joined(key, old)
      case (let old?, let new?) where old != new: return "  \(name)\(old) → \(new)"
      default: return nil
      }
    }
  }

  private static func joined(_ key: String, _ value: String) -> String {
    value.isEmpty ? key : key.isEmpty ? value : "\(key): \(value)"
  }
}

/// Reads the facts of a value.
struct FactReader {
  let frame: Frame
  /// Of results with more ports than these the open ones are told one by one, of the rest how many each host has.
  private static let rowLimit = 20_000
  private static let depthLimit = 32
  /// Fields that differ though nothing has changed.
  private static let restless: Set<FieldName> = [
    .rtt, .ttl, .tries, .elapsed, .sent, .received, .retransmitted, .coverage, .headers,
  ]
  /// A host is up for the reason that came first.
  private static let restlessOfHosts = restless.union([.reason])

  func facts(_ value: Value) -> WatchedFacts {
    if let results = value.asResults { return WatchedFacts(facts(of: results)) }
    if let list = value.asList { return WatchedFacts(facts(of: list.items)) }
    if let map = value.asMap {
      return WatchedFacts(
        Dictionary(zip(map.keys, map.values).map { (text($0, 0), text($1, 0)) }, uniquingKeysWith: { $1 }))
    }
    if case .portResult(let handle) = value { return WatchedFacts([name(handle): state(handle)]) }
    if let fields = fields(of: value) { return WatchedFacts(Dictionary(fields, uniquingKeysWith: { $1 })) }
    return WatchedFacts(["": value.literal(frame.stores)])
  }

  // MARK: Results

  private func facts(of results: ScanResults) -> [String: String] {
    var facts: [String: String] = [:]
    for host in results.hostsUp { facts["\(host)"] = "up" }
    let isLarge = results.rows.count > Self.rowLimit
    for row in results.rows where !isLarge || row.primary.state == .open {
      facts["\(row.host) \(row.port)/\(row.transport)"] = "\(row.primary.state)"
    }
    guard isLarge || results.rows.count < results.tallies.values.reduce(0, { $0 + Int(clamping: $1.decided) }) else {
      return facts
    }
    for host in results.talliedHosts {
      for (state, count) in results.tally(of: host)?.counts ?? [:] where PortState(rawValue: state) != .open {
        facts["\(host) \(PortState(rawValue: state))"] = "\(count)"
      }
    }
    return facts
  }

  private func name(_ handle: PortHandle) -> String {
    let row = frame.stores.row(handle)
    return "\(row.host) \(row.port)/\(row.transport)"
  }

  private func state(_ handle: PortHandle) -> String { "\(frame.stores.row(handle).primary.state)" }

  // MARK: Lists and records

  /// Each element by itself; of equal ones how many there are.
  private func facts(of items: [Value]) -> [String: String] {
    var facts: [String: String] = [:]
    var counts: [String: Int] = [:]
    for item in items {
      if case .portResult(let handle) = item {
        facts[name(handle)] = state(handle)
      } else {
        counts[text(item, 0), default: 0] += 1
      }
    }
    for (text, count) in counts { facts[text] = count == 1 ? "" : "×\(count)" }
    return facts
  }

  /// The fields of a record that count; `nil` for what is none.
  private func fields(of value: Value, _ depth: Int = 0) -> [(String, String)]? {
    let kind: RecordKind? = value.asHost != nil ? .host : value.asRecord?.recordKind
    guard let kind else { return nil }
    let left = kind == .host ? Self.restlessOfHosts : Self.restless
    return FieldTable.rows(of: .record(kind)).filter { !left.contains($0.name) }.map { row in
      let field = (try? frame.field(row.name, of: value, 0)) ?? nil
      return (row.name.rawValue, text(field ?? .none, depth + 1))
    }
  }

  /// A value within another, in one line.
  private func text(_ value: Value, _ depth: Int) -> String {
    guard depth < Self.depthLimit else { return value.literal(frame.stores) }
    if case .portResult(let handle) = value { return "\(name(handle)) \(state(handle))" }
    if let results = value.asResults {
      return facts(of: results).map { "\($0) \($1)" }.sorted().joined(separator: ", ")
    }
    if let list = value.asList {
      return "[" + list.items.map { text($0, depth + 1) }.sorted().joined(separator: ", ") + "]"
    }
    if let map = value.asMap {
      let pairs = zip(map.keys, map.values).map { "\(text($0, depth + 1)): \(text($1, depth + 1))" }
      return "{" + pairs.sorted().joined(separator: ", ") + "}"
    }
    if let fields = fields(of: value, depth) {
      let shown = fields.filter { $0.1 != "none" && $0.1 != "[]" }
      return shown.map { "\($0) \($1)" }.joined(separator: ", ")
    }
    return value.literal(frame.stores)
  }
}
