// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes

/// All that one scan found out. Lives as long as its session; rows are named by their index.
final class ScanResults {
  /// Index of this store within the session.
  let number: Int
  let techniques: [Technique]
  let targets: TargetSet
  /// The ports that each target was asked on, all of them pinned.
  let askedPorts: PortSet
  /// Names under which addresses were asked for.
  let hostNames: [Address: String]
  /// Port rows in the order of arrival; once the scan is over and they were asked for by address, in that order.
  private(set) var rows: [PortRow] = []
  /// For each row.
  private var digests: [RowDigest] = []
  private(set) var tallies = HostTallies()
  /// What is told of hosts and ports as they come.
  private var found: FoundPlaces?
  /// Second opinions by row.
  private var opinions: [UInt32: [Evidence]] = [:]
  private var index: [PortKey: UInt32]?
  private var sortedRows: [UInt32]?
  /// The rows that must not move; `nil` once they moved, or may not move any more.
  private var pins: RowPins? = RowPins()
  /// Whether all rows have come and only handles name them.
  private var isComplete = false
  /// Whether closed and filtered ports are kept as rows too.
  let keepsAll: Bool

  /// Silent ports of a large target set, where they are only counted; such ports are in no tally.
  private(set) var silence: SilenceLedger?
  /// What discovery found out; empty without it.
  var ledger = HostLedger()
  /// The hosts that were looked for; `nil` without discovery.
  var searched: HostChoice?
  /// Whether the search came to its end: then who did not answer is down.
  var isSearched = false

  /// When the scan began.
  var started: Instant?
  /// The file that the results were read from, as a path below the script's folder.
  var origin: String?
  /// What results that were read know of hosts that are down, and of services beside the usual names.
  private var downReasons: [Address: Reason] = [:]
  private var services: [PortKey: String?] = [:]

  /// The packets of the scan, where they are kept to be saved.
  var capture: PacketCapture?

  /// Set when the scan is over.
  var end: EngineEnd?
  var elapsed: Int64 = 0
  /// (target, port, technique) triples asked for.
  var asked: UInt64 = 0
  /// Triples with a trusted verdict.
  var trusted: UInt64 = 0
  /// Silent verdicts of large target sets, which have no tally of their own.
  private(set) var silentLoss = LossEstimate()
  /// How many silent verdicts are probably answers that were lost; known when the scan is over.
  var missed = 0.0
  /// How many may be.
  var hidden = HiddenAnswers()
  var isConclusive = true
  /// Whether the scan ended before all was asked that was to be.
  var isPartial: Bool { !isConclusive && end.map { $0.cause != .completed } ?? false }
  /// The part of the target space that was asked; `nil` for all of it.
  var shard: (index: UInt64, of: UInt64)?
  /// Hosts that the script left out while it ran.
  var skipped: Set<Address> = []
  /// Hosts that discovery found down, once that is over and somebody asked; see `foundDown`.
  var knownDown: TargetSet?
  /// What expectations said of these results.
  var judgement = ResultsJudgement()
  var findings: [FindingRecord] = []
  var emitted: [EmittedValue] = []

  init(
    number: Int, techniques: [Technique], targets: TargetSet, askedPorts: PortSet, hostNames: [Address: String],
    keepsAll: Bool
  ) {
    self.number = number
    self.techniques = techniques
    self.targets = targets
    self.askedPorts = askedPorts
    self.hostNames = hostNames
    self.keepsAll = keepsAll
    if !keepsAll, targets.count > SilenceLedger.smallest, targets.count <= 1 << 32 { silence = SilenceLedger() }
  }

  /// What was counted of a host; `nil` when nothing was.
  func tally(of host: Address) -> HostTally? { withSilence(host, tallies[host]) }

  /// A tally together with the silence that is counted apart.
  private func withSilence(_ host: Address, _ known: HostTally?) -> HostTally? {
    guard let silence, let place = targets.index(of: host), silence[place] > 0 else { return known }
    var tally = known ?? HostTally()
    tally.count(.filtered, .noResponse, ports: silence[place])
    return tally
  }

  /// The hosts of which something was counted, by address.
  var talliedHosts: [Address] {
    let silent = silence?.places.map { targets.address(at: $0) }.filter { tallies[$0] == nil } ?? []
    return silent.isEmpty ? tallies.byAddress { host, _ in host } : (tallies.keys + silent).sorted()
  }

  /// Calls `body` for each host with a tally of its own, by address: all but those of which only silence was counted.
  func forEachAnsweringHost(_ body: (Address, borrowing HostTally) -> Void) {
    _ = tallies.byAddress { host, tally in
      if silence == nil { body(host, tally) } else { body(host, withSilence(host, copy tally) ?? copy tally) }
    }
  }

  /// Hosts of which nothing but silence was counted, and that silence.
  var silentHosts: (hosts: UInt64, ports: UInt64) {
    guard let silence else { return (0, 0) }
    var (hosts, ports) = (silence.hosts, silence.ports)
    for host in tallies.keys {
      guard let place = targets.index(of: host), silence[place] > 0 else { continue }
      hosts -= 1
      ports -= silence[place]
    }
    return (hosts, ports)
  }

  /// What each host's tries say of loss, by address.
  func lossesByAddress() -> [LossEstimate] { tallies.byAddress { $1.loss } }

  /// Takes a port whose primary technique is decided; gives its row, `nil` when it is only counted.
  func add(_ row: PortRow) -> UInt32? {
    tally(row)
    guard keepsAll || row.primary.state.mayBe(.open) else { return nil }
    return keep(row)
  }

  /// Keeps a row, also one that would only be counted, because a handler looks at it.
  func keep(_ row: PortRow) -> UInt32 {
    let number = UInt32(truncatingIfNeeded: rows.count)
    rows.append(row)
    digests.append(RowDigest(row))
    if row.primary.state == .open { found?.add(OpenPort(row.port, row.transport)) }
    sortedRows = nil
    index = nil
    return number
  }

  /// A handle on a row, which keeps its number from now on.
  func handle(on row: UInt32) -> PortHandle {
    pins?.pin(row)
    return PortHandle(store: UInt32(number), row: row)
  }

  /// Says that all rows have come and nothing but handles names them: rows without a handle may move.
  func complete() { isComplete = true }

  /// Puts second opinions beside a row, in the order of the techniques.
  func setOpinions(_ others: [Evidence], on row: UInt32) {
    if !others.isEmpty { opinions[row] = others }
  }

  /// Tells of the targets, of the hosts and ports that are known, and of each that will be.
  func tell(_ found: FoundPlaces) {
    self.found = found
    found.add(targets)
    for host in hostsUp { found.add(host: host) }
    for row in rows where row.primary.state == .open { found.add(OpenPort(row.port, row.transport)) }
  }

  /// Changes the tally of a host, and tells when it is up from now on.
  private func change(_ host: Address, _ body: (inout HostTally) -> Void) {
    guard let found else { return tallies.change(host, body) }
    var isNew = false
    tallies.change(host) { tally in
      let wasUp = tally.upReason != nil
      body(&tally)
      isNew = !wasUp && tally.upReason != nil
    }
    if isNew { found.add(host: host) }
  }

  private func tally(_ row: PortRow) {
    let evidence = row.primary
    if silence != nil, evidence.state == .filtered, evidence.reason == .noResponse, evidence.isTrusted,
      let place = targets.index(of: row.host)
    {
      silence?.add(place)
      silentLoss.add(isAnswered: false, tries: evidence.tries)
      return
    }
    change(row.host) { $0.take(evidence) }
  }

  /// Takes a second opinion into the account of losses.
  func addLoss(_ evidence: Evidence, of host: Address) {
    if silence != nil, evidence.rtt < 0 { return silentLoss.add(isAnswered: false, tries: evidence.tries) }
    change(host) { $0.loss.add(isAnswered: evidence.rtt >= 0, tries: evidence.tries) }
  }

  /// Takes in that discovery heard from a host.
  func foundUp(_ host: Address, _ reason: Reason, rtt: Int32) {
    change(host) { tally in
      // Nothing that a port says later takes its place.
      tally.hear(reason, rtt: -1)
      if rtt >= 0 { tally.smallestRTT = min(tally.smallestRTT ?? .max, rtt) }
    }
  }

  /// Gives a host what a saved document says of it beside its ports.
  func settle(
    _ host: Address, isUp: Bool, _ reason: Reason, rtt: Int32?, counted: [UInt8: UInt64], untrusted: UInt64
  ) {
    change(host) { tally in
      for (state, count) in counted { tally.count(PortState(rawValue: state), nil, ports: count) }
      tally.untrusted += untrusted
      tally.smallestRTT = rtt
      tally.settle(isUp ? reason : nil)
    }
    if !isUp { downReasons[host] = reason }
  }

  /// The name of the service on a port.
  func service(of row: PortRow) -> String? {
    if !services.isEmpty, let service = services[PortKey(row)] { return service }
    return ServiceNames.name(of: row.port, row.transport)
  }

  /// Names the service on a port, if that is another than its number stands for.
  func setService(_ service: String?, of row: PortRow) {
    if service != ServiceNames.name(of: row.port, row.transport) { services[PortKey(row)] = .some(service) }
  }

  /// Why a host is held to be up or down.
  func hostReason(_ host: Address) -> Reason { hostReason(host, tallies[host]) }

  /// The same where the tally is at hand.
  func hostReason(_ host: Address, _ tally: HostTally?) -> Reason {
    if let reason = tally?.upReason ?? downReasons[host] { return reason }
    let searched = targets.index(of: host).map { ledger.reason(of: $0) } ?? .noResponse
    return searched == .noResponse ? tally?.report?.reason ?? .noResponse : searched
  }

  /// Second opinions on a row.
  func opinions(on row: UInt32) -> [Evidence] { opinions[row] ?? [] }

  /// The number of the port of a row.
  func port(of row: UInt32) -> UInt16 { digests.withUnsafeBufferPointer { $0[Int(row)].port } }

  /// The state of a row's primary technique.
  func state(of row: UInt32) -> PortState { digests.withUnsafeBufferPointer { $0[Int(row)].state } }

  /// The address of a row.
  func host(of row: UInt32) -> Address {
    let digest = digests.withUnsafeBufferPointer { $0[Int(row)] }
    return digest.isV4 ? Address(v4: digest.host) : rows[Int(row)].host
  }

  /// The rows by address, port and protocol.
  func ordered() -> [UInt32] {
    if let sortedRows { return sortedRows }
    let order = (0..<UInt32(truncatingIfNeeded: rows.count)).sorted { left, right in
      let (a, b) = digests.withUnsafeBufferPointer { ($0[Int(left)], $0[Int(right)]) }
      guard a.isV4, b.isV4, a.host != b.host || a.port != b.port else {
        return rows[Int(left)].precedes(rows[Int(right)])
      }
      return a.host != b.host ? a.host < b.host : a.port < b.port
    }
    let arranged = isComplete ? arranged(order) : order
    sortedRows = arranged
    return arranged
  }

  /// Puts the rows into the order of reports, as far as they may move; their new numbers in that order.
  private func arranged(_ order: [UInt32]) -> [UInt32] {
    defer { pins = nil }
    guard let sources = pins?.arrangement(of: order) else { return order }
    rows = sources.map { rows[Int($0)] }
    digests = sources.map { digests[Int($0)] }
    index = nil
    var numbers = [UInt32](repeating: 0, count: sources.count)
    for (number, source) in sources.enumerated() { numbers[Int(source)] = UInt32(truncatingIfNeeded: number) }
    if !opinions.isEmpty {
      opinions = Dictionary(uniqueKeysWithValues: opinions.map { (numbers[Int($0.key)], $0.value) })
    }
    return order.map { numbers[Int($0)] }
  }

  /// Calls `body` for every host of which something was counted, in order, with its rows.
  func forEachHost(_ body: (Address, HostTally, ArraySlice<UInt32>) -> Void) {
    var left = ordered()[...]
    for address in talliedHosts {
      guard let tally = tally(of: address) else { continue }
      let end = left.firstIndex { rows[Int($0)].host != address } ?? left.endIndex
      body(address, tally, left[..<end])
      left = left[end...]
    }
  }

  /// The rows of one host by port and protocol; found by halving, since a script asks for those of every host.
  func ordered(_ host: Address) -> ArraySlice<UInt32> {
    let order = ordered()
    let start = Self.place(in: order) { self.host(of: $0) < host }
    let end = Self.place(in: order) { !(host < self.host(of: $0)) }
    return order[start..<end]
  }

  /// How many of the first numbers hold a condition that none behind them holds.
  private static func place(in numbers: [UInt32], _ holds: (UInt32) -> Bool) -> Int {
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(numbers[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The row of a port, `nil` when it was not asked or not kept.
  func row(_ key: PortKey) -> UInt32? {
    if index == nil {
      var table = [PortKey: UInt32](minimumCapacity: rows.count)
      for (number, row) in rows.enumerated() {
        table[PortKey(host: row.host, port: row.port, transport: row.transport)] = UInt32(truncatingIfNeeded: number)
      }
      index = table
    }
    return index?[key]
  }

  /// Hosts that answered, by address.
  var hostsUp: [Address] { tallies.byAddress { $1.upReason == nil ? nil : $0 }.compactMap { $0 } }

  /// Share of the asked triples with a trusted verdict; 1 when nothing was asked.
  var coverage: Double { asked == 0 ? 1 : max(0, Double(trusted) - missed) / Double(asked) }

  /// How results print: `results of 3 hosts, 12 open`.
  var summaryText: String {
    let open = tallies.values.reduce(0) { $0 + $1.count(.open) }
    return "results: \(hostsUp.count) \(hostsUp.count == 1 ? "host" : "hosts") up, \(open) open"
  }
}
