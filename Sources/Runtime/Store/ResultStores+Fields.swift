// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// Fields of the records that live in stores, read on demand.
extension ResultStores {
  /// A field of a port result. Only what is asked for is read of the row: what scripts ask for most lies apart.
  func field(_ field: FieldName, of handle: PortHandle) -> Value? {
    switch field {
    case .number: return .int(Int(store(handle).port(of: handle.row)))
    case .state: return .state(store(handle).state(of: handle.row))
    case .host: return .address(store(handle).host(of: handle.row))
    default: return otherField(field, of: handle)
    }
  }

  private func otherField(_ field: FieldName, of handle: PortHandle) -> Value? {
    let row = row(handle)
    let store = store(handle)
    switch field {
    case .name: return store.hostNames[row.host].map { .text($0) } ?? Value.none
    case .port: return .port(Port(number: row.port, proto: row.transport))
    case .protocol: return .text(row.transport.description)
    case .service: return store.service(of: row).map { .text($0) } ?? Value.none
    default: return Self.field(field, of: row.primary, store.techniques)
    }
  }

  /// A field of one technique's evidence.
  static func field(_ field: FieldName, of evidence: Evidence, _ techniques: [Technique]) -> Value? {
    switch field {
    case .state: .state(evidence.state)
    case .reason: .text(evidence.reason.word)
    case .rtt: evidence.rtt < 0 ? Value.none : .duration(Int64(evidence.rtt))
    case .ttl: evidence.ttl == 0 ? Value.none : .int(Int(evidence.ttl))
    case .tries: .int(Int(evidence.tries))
    case .technique: .object(TechniqueObject(techniques[Int(evidence.technique)]))
    case .reply: reply(evidence)
    case .answeredFrom: evidence.answeredFrom.map { .int(Int($0)) } ?? Value.none
    default: nil
    }
  }

  /// The TCP answer as a record; `none` where the engine saw no segment.
  private static func reply(_ evidence: Evidence) -> Value {
    guard !evidence.flags.isEmpty else { return .none }
    let options = evidence.options
    return .object(
      RecordObject(
        .reply,
        [
          .flags: .flags(evidence.flags), .window: .int(Int(evidence.window)),
          .mss: options.mss.map { .int(Int($0)) } ?? .none, .options: .list(options.names.map { .text($0) }),
        ]))
  }

  /// A field of a scan's results.
  func field(_ field: FieldName, of results: ScanResults) -> Value? {
    if let state = field.listedState {
      if let tally = Self.tally(of: results, host: nil, state: state) { return tally }
      return .list(rows(of: results, host: nil, state: state))
    }
    switch field {
    case .ports: return .list(rows(of: results, host: nil, state: nil))
    case .hosts: return .list(results.hostsUp.map { .object(HostObject(results, $0)) })
    case .findings: return .list(results.findings.map(Self.record))
    case .sent: return .int(Int(clamping: results.end?.counters.sent ?? 0))
    case .received: return .int(Int(clamping: results.end?.counters.received ?? 0))
    case .retransmitted: return .int(Int(clamping: results.end?.counters.retransmitted ?? 0))
    case .elapsed: return .duration(results.elapsed)
    case .coverage: return .float(results.coverage)
    case .outcome: return .text(results.verdict.rawValue)
    default: return nil
    }
  }

  /// A field of a host.
  func field(_ field: FieldName, of host: HostObject) -> Value? {
    if let state = field.listedState {
      if let tally = Self.tally(of: host.results, host: host.address, state: state) { return tally }
      return .list(rows(of: host.results, host: host.address, state: state))
    }
    let tally = host.results.tally(of: host.address)
    switch field {
    case .address: return .address(host.address)
    case .name: return host.results.hostNames[host.address].map { .text($0) } ?? Value.none
    case .state: return .text(tally?.upReason == nil ? "down" : "up")
    case .reason: return .text(host.results.hostReason(host.address).word)
    case .rtt: return tally?.smallestRTT.map { .duration(Int64($0)) } ?? Value.none
    case .proxy: return host.results.proxy(of: host.address).map { .text($0.rawValue) } ?? Value.none
    case .ports: return .list(rows(of: host.results, host: host.address, state: nil))
    default: return nil
    }
  }

  /// With `keep open`, ports that cannot be open are only counted.
  private static func tally(of results: ScanResults, host: Address?, state: PortState) -> Value? {
    guard !results.keepsAll, !state.mayBe(.open) else { return nil }
    if let host { return .object(TallyObject(Int(clamping: results.tally(of: host)?.count(state) ?? 0))) }
    let silent = state == .filtered ? results.silence?.ports ?? 0 : 0
    return .object(TallyObject(Int(clamping: results.tallies.values.reduce(silent) { $0 + $1.count(state) })))
  }

  /// How many steps reading a field of results costs: lists are made anew each time.
  func work(of field: FieldName, _ results: ScanResults) -> Int {
    if field.listedState != nil { return results.keepsAll ? results.rows.count : results.tallies.count }
    switch field {
    case .ports: return results.rows.count
    case .hosts: return results.tallies.count
    case .findings: return results.findings.count
    default: return 1
    }
  }

  /// The same for a field of a host.
  func work(of field: FieldName, _ host: HostObject) -> Int {
    guard field.listedState != nil || field == .ports || field == .proxy else { return 1 }
    return results(of: host).count
  }

  private func results(of host: HostObject) -> ArraySlice<UInt32> { host.results.ordered(host.address) }

  private func rows(of results: ScanResults, host: Address?, state: PortState?) -> [Value] {
    let numbers = host.map { results.ordered($0) } ?? results.ordered()[...]
    var handles: [Value] = []
    if state == nil { handles.reserveCapacity(numbers.count) }
    for number in numbers {
      if let state, results.state(of: number) != state { continue }
      handles.append(.portResult(results.handle(on: number)))
    }
    return handles
  }

  private static func record(_ finding: FindingRecord) -> Value {
    let fields = finding.fields.map { (Value.text($0.name), Value.text($0.text)) }
    return .object(
      RecordObject(
        .finding,
        [
          .level: .text(finding.level.rawValue), .text: .text(finding.text),
          .host: finding.host.map { .address($0) } ?? .none,
          .port: finding.port.map { .port(Port(number: $0, proto: finding.transport)) } ?? .none,
          .fields: .object(MapObject(keys: fields.map(\.0), values: fields.map(\.1))),
        ]))
  }
}

extension FieldName {
  /// The state whose ports a field of hosts and results lists.
  var listedState: PortState? {
    switch self {
    case .open: .open
    case .closed: .closed
    case .filtered: .filtered
    case .unfiltered: .unfiltered
    case .openOrFiltered: [.open, .filtered]
    case .closedOrFiltered: [.closed, .filtered]
    default: nil
    }
  }
}
