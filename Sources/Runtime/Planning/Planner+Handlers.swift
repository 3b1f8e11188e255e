// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// A scan in the ledger, and the handlers that it can start.
extension Planner {
  /// Counts one run of a scan whose clauses are read.
  func count(
    _ scan: ScanSyntax, _ settings: ScanSettings, more: CountBounds, portsAreKnown: Bool, timeoutIsKnown: Bool,
    shardIsKnown: Bool, _ expression: Expression
  ) throws(Failure) -> PlanValue {
    let id = lowering.id(expression)
    let (known, names, targets) = try targets(settings, more: more, id)
    let (ports, jobs) = try ports(settings, id)
    let longest = ScanDuration.seconds(3_600)
    let perTry = packetsPerTry(settings.techniques, timeoutIsKnown ? settings.timeout : longest)
    let search = try search(settings, targets, known, timeoutIsKnown ? settings.timeout : longest, id)
    let bounds = JobBounds(
      targets: targets, jobsPerTarget: jobs, retries: settings.retries, confirm: settings.confirm,
      packetsPerTry: perTry,
      samplesLoss: !isSimulated && settings.techniques.contains(where: \.needsRawSocket),
      shard: settings.shard ?? (1, 1), search: search)
    let count = ScanCount(
      settings: settings, known: known, names: names, targets: targets, ports: ports,
      portsAreKnown: portsAreKnown, bounds: bounds)
    let pairs = (targets * CountBounds(exactly: UInt64(ports.count))).most
    let asked = bounds.jobs.most
    let extent = ScanExtent(
      hosts: targets.most, pairs: asked.map { min($0, pairs ?? $0) } ?? pairs, portsOfHost: UInt64(ports.count))
    let isReached = doubt.isNone
    if settings.deadline != nil { doubtOfTime(expression) }
    let outerStop = mayStop
    mayStop = false
    let (handlers, ledgers) = try self.handlers(scan, count, extent)
    var planned = self.planned(count, expression, handlers)
    if mayStop {
      planned.packets.least = min(planned.packets.least, 1)
      planned.kernel.least = 0
      planned.time.least = 0
    }
    mayStop = outerStop
    if settings.deadline != nil || session.options.maxTime != nil || session.limits.deadline != nil || !shardIsKnown {
      planned.packets.least = 0
      planned.time.least = 0
    }
    if !isReached {
      planned.runs.least = 0
      planned.packets.least = 0
      planned.time.least = 0
      for place in planned.handlers.indices { planned.handlers[place].instances.least = 0 }
    }
    ledger.add(planned)
    ledgers.forEach { ledger.add(isReached ? $0 : $0.times(.perhapsOne)) }
    return .unknown(.results(extent))
  }

  /// Whether the plan is for a simulated network: no socket is opened there, and no kernel sends anything.
  var isSimulated: Bool { session.options.network != nil }

  private func doubtOfTime(_ expression: Expression) {
    note("\(place(expression.id)) has a deadline, so that it may end before anything was asked")
  }

  private func planned(
    _ count: ScanCount, _ expression: Expression, _ handlers: [PlannedHandler]
  ) -> PlannedScan {
    let settings = count.settings
    let (rate, perHost) = rate(settings, count.known)
    let tries = count.bounds.tries
    let replaced = settings.replaced.map { session.name(of: $0) }
    return PlannedScan(
      node: expression.id, place: place(expression.id), handler: nil, runs: .one, targets: count.targets,
      targetText: targetText(count),
      ports: CountBounds(least: count.portsAreKnown ? UInt64(count.ports.count) : 1, most: UInt64(count.ports.count)),
      portText: count.portsAreKnown ? settings.ports.description : nil,
      searchProbes: count.bounds.search?.probesPerHost, techniques: settings.techniques.map(\.name), replaced: replaced,
      needsPrivilege: !isSimulated && settings.techniques.contains(where: \.needsRawSocket),
      keepsPackets: session.program.capturedScans.contains(expression.id) ? session.sendsPackets : nil,
      retries: settings.retries, confirm: settings.confirm, timeout: settings.timeout, rate: rate, ratePerHost: perHost,
      deadline: settings.deadline, order: orderText(settings.order),
      shard: settings.shard.map { "\($0.index) of \($0.of)" }, packets: count.bounds.packets,
      kernel: isSimulated ? .zero : KernelTraffic.ofTries(tries), time: time(count), bandwidth: bandwidth(count),
      handlers: handlers)
  }

  private func targetText(_ count: ScanCount) -> String? {
    guard count.targets.least > 0 || !count.known.isEmpty else { return nil }
    var parts = count.names.map { LiteralText.quoted($0) }
    if !count.known.isEmpty { parts.append(count.known.description) }
    // Where only the run knows some of them, a part of the set would mislead.
    let all = CountBounds(exactly: UInt64(clamping: count.known.count))
    return count.names.isEmpty && count.targets != all ? nil : parts.joined(separator: ", ")
  }

  private func orderText(_ order: ProbeOrder) -> String {
    if case .sequential = order { return "sequential" }
    return "random"
  }

  // MARK: Handlers

  /// The handlers of a scan, each walked once and counted as often as it can run.
  private func handlers(
    _ scan: ScanSyntax, _ count: ScanCount, _ extent: ScanExtent
  ) throws(Failure) -> ([PlannedHandler], [PlanLedger]) {
    var handlers: [PlannedHandler] = []
    var ledgers: [PlanLedger] = []
    for handler in scan.handlers {
      guard let unit = program.unitNumbers[handler.id] else { continue }
      let instances = try instances(handler, count, extent)
      let once = try walk(handler, unit: unit, extent)
      let header = program.units[unit].name
      handlers.append(
        PlannedHandler(header: header, place: place(handler.id), instances: instances, each: once.packets))
      ledgers.append(once.times(instances).within(header))
    }
    return (handlers, ledgers)
  }

  /// How often a handler runs in one run of its scan.
  private func instances(_ handler: Handler, _ count: ScanCount, _ extent: ScanExtent) throws(Failure) -> CountBounds {
    switch handler.event {
    case .port(_, let set):
      var matching = UInt64(count.ports.count)
      if let set {
        var wanted: [Value]? = []
        for item in set.items { wanted = try evaluate(item).value.flatMap { value in wanted.map { $0 + [value] } } }
        if let wanted, let ports = Conversion.ports(.list(wanted)), set.except.isEmpty {
          matching = UInt64(count.ports.count { ports.matches(number: $0.number, proto: $0.proto ?? .tcp) })
        } else if let wanted, let ports = Conversion.ports(.list(wanted)) {
          matching = try matchingWithout(set.except, ports, count)
        }
      }
      let most = (count.targets * CountBounds(exactly: matching)).most
      return .upTo(count.bounds.jobs.most.map { min($0, most ?? $0) } ?? most)
    case .host, .hostDone: return .upTo(count.targets.most)
    case .done: return .one
    // Once for each place in a handler that failed, and a second time for those of `on done`.
    case .error: return .any
    case .missing: return .zero
    }
  }

  private func matchingWithout(_ except: [Expression], _ ports: PortSet, _ count: ScanCount) throws(Failure) -> UInt64 {
    var without = ports
    for item in except {
      if let value = try evaluate(item).value, let set = Conversion.ports(value) { without = without.subtracting(set) }
    }
    return UInt64(count.ports.count { without.matches(number: $0.number, proto: $0.proto ?? .tcp) })
  }

  /// What one instance of a handler sends.
  private func walk(_ handler: Handler, unit: Int, _ extent: ScanExtent) throws(Failure) -> PlanLedger {
    let (outer, outerDoubt, outerLedger, outerReturned) = (snapshot(), doubt, ledger, returned)
    defer {
      restore(outer)
      doubt = outerDoubt
      ledger = outerLedger
      returned = outerReturned
    }
    let captured = program.units[unit].captures.map { capture in
      (capture.inner, value(.local(capture.outer)), state[.local(capture.outer)])
    }
    state = state.entering(unit: unit, locals: program.units[unit].slotCount)
    for place in 0..<state.localCount { set(.local(place), .unknown(.anything)) }
    for (slot, value, entry) in captured {
      set(.local(slot), entry.isKnown ? .known(value) : .unknown(entry.extent))
    }
    if handler.binding != nil { set(.local(0), .unknown(bindingExtent(handler.event, extent))) }
    doubt = Doubt()
    ledger = PlanLedger()
    do throws(Failure) { _ = try walk(handler.body.statements) } catch {
      guard case .trapped(_, let detail) = error else { throw error }
      note("\(place(handler.id)) fails whenever it runs: \(detail)")
    }
    return ledger
  }

  private func bindingExtent(_ event: Handler.Event, _ extent: ScanExtent) -> Extent {
    switch event {
    case .host, .hostDone: .host(extent)
    case .done: .results(extent)
    default: .anything
    }
  }
}

/// What the kernel sends by itself for connections that the program makes (decision 0013).
enum KernelTraffic {
  /// For connection attempts: the ACK of an accepted one and the RST that closes it. A SYN|ACK that comes after the
  /// attempt was given up is answered by one RST.
  static func ofTries(_ tries: CountBounds) -> CountBounds {
    CountBounds(least: 0, most: (tries * CountBounds(exactly: 2)).most)
  }

  /// For a conversation that says `bytes` bytes and lasts at most `timeout`: ACK, what is said, each segment of it
  /// resent as often as TCP may in that time (first after 200 ms, then doubling), and RST.
  static func ofConversation(bytes: UInt64, timeout: ScanDuration) -> UInt64 {
    var resends: UInt64 = 0
    var pause: Int64 = 200_000
    var elapsed = pause
    while elapsed < timeout.microseconds, resends < 15 {
      resends += 1
      pause *= 2
      elapsed += pause
    }
    let segments = (bytes + smallestSegment - 1) / smallestSegment
    return 2 + segments * (1 + resends)
  }

  /// The smallest segment that every IPv4 host takes (RFC 9293, section 3.7.1).
  private static let smallestSegment: UInt64 = 536
}
