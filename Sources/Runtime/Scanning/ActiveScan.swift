// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// A scan under way: results, handler instances, and the task that waits for it.
final class ActiveScan {
  let number: Int
  let code: ScanCode
  let settings: ScanSettings
  let results: ScanResults
  let handlers: [ReadyHandler]
  /// The task that said `scan`, resumed when everything is done.
  let owner: Task
  let node: Int32
  let gate: SendGate
  let started: MonotonicTime
  var ticket: (any ScanTicket)?

  /// The search for hosts, while it goes on.
  var search: HostSearch?
  /// What the search for hosts sent and received.
  var searchCounters = ProbeCounters()
  /// Probes of the search that could not be sent, and that the scope refused.
  var searchFailures: UInt64 = 0
  /// The first of them.
  var searchFailure: SendFailure?
  var searchRefused: UInt64 = 0
  /// Ports of which some techniques are still undecided.
  var partial: [PortKey: PartialPort] = [:]
  /// How many techniques speak each protocol.
  let tcpTechniques: Int
  let udpTechniques: Int

  /// Instances waiting on the network, in all and by host.
  var waiting = 0
  var waitingByHost: [Address: Int] = [:]
  /// Instances that may not start yet.
  var pending = InstanceQueue()
  /// Instances begun or pending that have not ended.
  var unfinished = 0
  var isPaused = false
  /// Through which its engine tells what it sees.
  var sink: MailboxSink?
  /// Whether the engine is through; then instances are waited for.
  var end: EngineEnd?
  /// Events that come after all ports, still to be handled, in order.
  var closing: [ClosingStep] = [.hosts, .hostsDone, .errors, .done, .errors]
  var buffers: [OutputBuffer] = []
  var failures = FailureTally()
  /// How many instances of each handler have begun.
  var instances: [Int: Int] = [:]
  /// Set by an interrupt or limit: no more instances begin.
  var isStopped = false
  /// Hosts for which `on host up` has begun.
  var hostsBegun: Set<Address> = []
  /// Hosts that the script left out.
  var skipped: Set<Address> = []
  var stoppedByScript = false

  /// What follows when every port is handled.
  enum ClosingStep {
    case errors, hosts, hostsDone, done
  }

  init(
    number: Int, code: ScanCode, settings: ScanSettings, results: ScanResults, handlers: [ReadyHandler], owner: Task,
    node: Int32, gate: SendGate, started: MonotonicTime
  ) {
    self.number = number
    self.code = code
    self.settings = settings
    self.results = results
    self.handlers = handlers
    self.owner = owner
    handlesHosts = handlers.contains { if case .host(up: true, _) = $0.code.event { true } else { false } }
    self.node = node
    self.gate = gate
    self.started = started
    tcpTechniques = settings.techniques.filter { $0.transport == .tcp }.count
    udpTechniques = settings.techniques.filter { $0.transport == .udp }.count
  }

  /// Probes for each host.
  var probesPerHost: UInt64 = 0

  /// Whether there is an `on host up`.
  let handlesHosts: Bool

  /// The technique that gives ports of a protocol their state.
  func primary(of transport: TransportProtocol) -> Int? {
    settings.techniques.firstIndex { $0.transport == transport }
  }

  /// Whether a handler is an `on error`.
  func isErrorHandler(_ number: Int) -> Bool {
    if case .error = handlers[number].code.event { true } else { false }
  }

  /// Handlers that match a port, in source order.
  func matching(_ row: PortRow) -> [Int] {
    handlers.indices.filter { handlers[$0].matches(row) }
  }
}

/// A port of which some techniques are decided and others are not.
struct PartialPort {
  /// What the decided ones say, in the order of arrival.
  var evidence: [Evidence] = []
  /// The port, once its primary technique is decided.
  var found: Session.Found?

  /// What the techniques behind the primary say, in the order in which they were named.
  var opinions: [Evidence] {
    guard let found else { return [] }
    return evidence.filter { $0.technique != found.row.primary.technique }.sorted { $0.technique < $1.technique }
  }
}

/// A handler with its pattern evaluated, so that ports are matched without running script code.
struct ReadyHandler {
  let code: HandlerCode
  /// Outer values copied in when the scan began.
  let captured: [Value]
  /// State bits that it takes; `nil` takes any. Only for port handlers.
  let states: Set<UInt8>?
  /// Ports that it takes; `nil` takes any.
  let ports: PortSet?
  let isPortHandler: Bool

  /// Whether it runs for a port.
  func matches(_ row: PortRow) -> Bool {
    guard isPortHandler else { return false }
    if let states, !states.contains(row.primary.state.rawValue) { return false }
    if let ports, !ports.matches(number: row.port, proto: row.transport) { return false }
    return true
  }
}

/// A handler instance that waits for its turn.
struct Instance {
  let handler: Int
  let binding: Value
  let host: Address
  let port: UInt16
  let transport: TransportProtocol?
  /// Whether it is about a host at all; `on done` is not, and its host means nothing.
  var hasHost = true
}

/// Instances that may not start yet: one queue for all, one for each host that has its share already.
struct InstanceQueue {
  private var common: [Instance] = []
  private var head = 0
  private var byHost: [Address: [Instance]] = [:]
  private(set) var count = 0

  /// Whether instances wait that no host's share holds back.
  var hasCommon: Bool { head < common.count }

  /// Puts an instance at the end.
  mutating func add(_ instance: Instance) {
    common.append(instance)
    count += 1
  }

  /// Sets an instance aside until its host has room.
  mutating func hold(_ instance: Instance) {
    byHost[instance.host, default: []].append(instance)
    count += 1
  }

  /// The next instance that may start; those whose host is full are set aside.
  mutating func next(isFull: (Address) -> Bool) -> Instance? {
    while head < common.count {
      let instance = common[head]
      head += 1
      count -= 1
      if head > 1024, head * 2 > common.count {
        common.removeFirst(head)
        head = 0
      }
      if !isFull(instance.host) { return instance }
      hold(instance)
    }
    return nil
  }

  /// The next instance that was set aside for a host, in the order in which they came.
  mutating func next(for host: Address) -> Instance? {
    guard var held = byHost[host], !held.isEmpty else { return nil }
    let instance = held.removeFirst()
    byHost[host] = held.isEmpty ? nil : held
    count -= 1
    return instance
  }

  /// Forgets everything; gives how many there were.
  mutating func removeAll() -> Int {
    defer { self = InstanceQueue() }
    return count
  }
}

/// Errors of handler instances, counted by handler, place and kind.
struct FailureTally {
  /// One place where instances failed.
  struct Entry {
    let handler: Int
    let node: Int32
    let kind: TrapKind
    /// The instance that comes first in address, port and protocol; no host for what is about none.
    var host: Address
    var hasHost: Bool
    /// Whether `on error` has run for it.
    var isTold = false
    var port: UInt16
    var transport: TransportProtocol?
    var text: String
    var count: Int
    /// Different texts with their counts.
    var causes: [String: Int]
    /// When that instance failed.
    var time: Instant
  }
  private(set) var entries: [Entry] = []

  mutating func add(_ instance: Instance, _ trap: Trap, _ text: String, at time: Instant) {
    if let place = entries.firstIndex(where: {
      $0.handler == instance.handler && $0.node == trap.node && $0.kind == trap.kind
    }) {
      entries[place].count += 1
      entries[place].causes[text, default: 0] += 1
      if (instance.host, instance.port) < (entries[place].host, entries[place].port) {
        entries[place].host = instance.host
        entries[place].port = instance.port
        entries[place].transport = instance.transport
        entries[place].text = text
        entries[place].time = time
      }
      return
    }
    entries.append(
      Entry(
        handler: instance.handler, node: trap.node, kind: trap.kind, host: instance.host, hasHost: instance.hasHost,
        port: instance.port,
        transport: instance.transport, text: text, count: 1, causes: [text: 1], time: time))
  }

  /// What `on error` has not run for yet, in order; from then on it has.
  mutating func untold() -> [Entry] {
    let new = ordered().filter { !$0.isTold }
    for place in entries.indices { entries[place].isTold = true }
    return new
  }

  /// In the order of handlers and places, whatever the order of arrival.
  func ordered() -> [Entry] {
    entries.sorted { ($0.handler, $0.node, $0.kind.rawValue) < ($1.handler, $1.node, $1.kind.rawValue) }
  }
}
