// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// Starting a scan: clauses, names, scope, then the engine.
extension Session {
  /// Whether the engine at hand can send a technique's probes.
  func serves(_ technique: Technique) -> Bool { engine.serves(technique) }

  /// A technique in messages; one that was written as `flags(…)` has no name.
  func name(of technique: Technique) -> String { technique.name.isEmpty ? "flags(…)" : technique.name }

  /// What a user reads about a technique that the engine at hand cannot send.
  func privilegeText(_ technique: Technique, isDiscovery: Bool = false, isProbe: Bool = false) -> String {
    let name = name(of: technique)
    // One probe has nothing that stands in for it.
    if isProbe { return "\(name) needs raw packets (CAP_NET_RAW), which this run may not send; see `scan doctor`" }
    if isDiscovery, technique.needsRawSocket {
      return
        "`discover \(name)` needs raw packets (CAP_NET_RAW), which this run may not send; `discover auto` does without"
    }
    if technique.needsRawSocket {
      return "\(name) needs raw packets (CAP_NET_RAW), which this run may not send; `else connect` would do without"
    }
    return "\(name) needs raw packets (CAP_NET_RAW), which this run may not send"
  }

  /// A technique of the prelude.
  func technique(named name: String) -> Technique {
    program.techniques.first { $0.name.text == name }?.technique
      ?? Technique(name: name, send: .connect, arms: [])
  }

  /// Traps in a test that does not say on which network it runs.
  func checkNetwork(_ node: Int32) throws(Trap) {
    guard options.test != nil, options.network == nil else { return }
    throw frame.trap(.noNetwork, node, "this test has no network to ask: `test \"…\" with NETWORK { … }` gives it one")
  }

  /// Begins a scan that a task waits for.
  func beginScan(_ code: ScanCode, _ task: Task, _ node: Int32) throws(Trap) {
    try checkNetwork(node)
    let settings = try ScanSettingsReader(frame: frame, code: code, node: node, session: self).settings()
    let handlers = try code.handlers.map { handler throws(Trap) in try ready(handler) }
    say(about: settings)
    task.waitNumber += 1
    register(task)
    let names = settings.targets.names + settings.targets.excludedNames
    guard !names.isEmpty else {
      let set = settings.targets.resolved({ _ in [] }, canonical: CanonicalRanges.canonical)
      return try start(code, settings, set, [:], handlers, task, node)
    }
    let wait = task.waitNumber
    resolve(names) { [unowned self] results in
      guard task.isWaiting, task.waitNumber == wait else { return }
      self.continueScan(code, settings, results, handlers, task, node)
    }
  }

  /// What the user should know about how a scan is done, once a run.
  private func say(about settings: ScanSettings) {
    guard let first = settings.replaced.first else { return }
    let used = settings.techniques.filter { !$0.needsRawSocket }.map(\.name).joined(separator: ", ")
    if serves(first) {
      output.sayOnce("the scope does not allow \(name(of: first)), so \(used) is used", to: self)
    } else {
      output.sayOnce("this run may not send raw packets (CAP_NET_RAW), so \(used) is used", to: self)
    }
    guard settings.replaced.count > 1 else { return }
    let names = settings.replaced.map(name)
    output.sayOnce(
      "\(names.joined(separator: ", ")) would each say something of a port; connect says one thing, and "
        + "`by(\(names[1]))` is none", to: self)
  }

  private func ready(_ handler: HandlerCode) throws(Trap) -> ReadyHandler {
    let captured = handler.captures.map { frame.slots[$0.outer] }
    guard case .port(let states, let ports) = handler.event else {
      return ReadyHandler(code: handler, captured: captured, states: nil, ports: nil, isPortHandler: false)
    }
    let set = try ports.map { node throws(Trap) in try node.eval(frame).asPorts ?? PortSet() }
    return ReadyHandler(code: handler, captured: captured, states: states, ports: set, isPortHandler: true)
  }

  /// Goes on when the names of the targets are known.
  private func continueScan(
    _ code: ScanCode, _ settings: ScanSettings, _ names: [NameResult], _ handlers: [ReadyHandler], _ task: Task,
    _ node: Int32
  ) {
    do throws(Trap) {
      var known: [String: [Address]] = [:]
      var hostNames: [Address: String] = [:]
      for result in names {
        // Not knowing what to leave out must not lead to scanning it, so that counts as well.
        guard !result.addresses.isEmpty else {
          let why = result.error ?? "unknown"
          throw frame.trap(.nameNotResolved, node, "\(LiteralText.quoted(result.name)) has no address: \(why)")
        }
        known[result.name] = result.addresses
        for address in result.addresses where hostNames[address.canonical] == nil {
          hostNames[address.canonical] = result.name
        }
      }
      let set = settings.targets.resolved({ known[$0] ?? [] }, canonical: CanonicalRanges.canonical)
      try start(code, settings, set, hostNames, handlers, task, node)
    } catch {
      resume(task, .trap(error.kind, detail))
    }
  }

  /// Checks the targets against the scope and hands the work to the engine.
  private func start(
    _ code: ScanCode, _ settings: ScanSettings, _ set: TargetSet, _ names: [Address: String],
    _ handlers: [ReadyHandler], _ task: Task, _ node: Int32
  ) throws(Trap) {
    guard !isStopping else { throw frame.trap(.interrupted, node, "interrupted") }
    let targets = set.subtracting(CanonicalRanges.canonical(options.exclude))
    guard !targets.isEmpty else {
      throw frame.trap(.emptyTargets, node, "the target set is empty: there is nothing to scan")
    }
    try checkScope(targets, node)
    for technique in settings.techniques { try checkScope(technique, node) }
    let ports = settings.askedPorts
    guard !ports.isEmpty else { throw frame.trap(.badArgument, node, settings.noPortsText) }
    let probes = settings.probes(of: ports)
    let discovery = try discoveryPlan(settings, targets, node)
    // With discovery the hosts are dealt out, so that each shard looks for its own hosts alone.
    let hosts =
      discovery == nil ? HostChoice.all : settings.shard.map { .every(step: $0.of, first: $0.index - 1) } ?? .all
    let space = JobSpace(
      targets: targets, probes: probes, order: settings.order, shard: discovery == nil ? settings.shard : nil,
      hosts: hosts)
    try checkSize(targets, node)
    let keepsAll = settings.keepsAll ?? (space.count <= 10_000_000)
    let asked = PortSet(ports)
    let results = stores.make { number in
      ScanResults(
        number: number, techniques: settings.techniques, targets: targets, askedPorts: asked, hostNames: names,
        keepsAll: keepsAll)
    }
    results.shard = settings.shard
    results.started = clock.now()
    results.asked = space.count
    if code.savesPackets { results.capture = try capture(node) }
    let scan = ActiveScan(
      number: nextScan, code: code, settings: settings, results: results, handlers: handlers, owner: task, node: node,
      gate: (task.scan?.gate ?? gate).narrowed(
        rate: settings.rate ?? usualRate(targets), perHost: settings.ratePerHost),
      started: time.now())
    nextScan += 1
    scan.probesPerHost = UInt64(probes.count)
    scans[scan.number] = scan
    job.results.append(results)
    if task === job.main { job.partial = results }
    announce(scan, names)
    if let discovery {
      startDiscovery(scan, discovery, space)
    } else {
      startPorts(scan, space)
    }
  }

  /// The ceiling of a scan that names none; simulated networks carry what comes.
  func usualRate(_ targets: TargetSet) -> Rate? {
    options.network == nil ? DefaultRate.ceiling(for: targets) : nil
  }

  /// Has the engine ask the ports.
  func startPorts(_ scan: ActiveScan, _ space: JobSpace) {
    launch(scan, space, scan.settings.techniques, settlesHosts: false, confirm: scan.settings.confirm)
  }

  /// Hands jobs to the engine, with what is left of the scan's time.
  func launch(
    _ scan: ActiveScan, _ space: JobSpace, _ techniques: [Technique], settlesHosts: Bool, confirm: Int
  ) {
    let settings = scan.settings
    let gone = Int64(clamping: time.now().nanoseconds(since: scan.started) / 1000)
    let left = settings.deadline.map { ScanDuration(microseconds: max(1, $0.microseconds - gone)) }
    var work = ScanWork(
      space: space, techniques: techniques, retries: settings.retries, timeout: settings.timeout, deadline: left,
      confirm: confirm, ttl: settings.ttl, sourcePort: settings.sourcePort, interface: settings.interface)
    work.settlesHosts = settlesHosts
    work.capture = scan.results.capture
    let sink = MailboxSink(scan: scan.number, mailbox: mailbox)
    let ticket = engine.start(work, gate: scan.gate, sink: sink)
    (scan.sink, scan.ticket) = (sink, ticket)
    sink.pauses(ticket)
    if scan.isPaused { scan.ticket?.pause() }
  }

  private func announce(_ scan: ActiveScan, _ names: [Address: String]) {
    var resolved: [String: [Address]] = [:]
    for (address, name) in names { resolved[name, default: []].append(address) }
    output.report(
      .scan(
        ScanHeader(
          scan: scan.number + 1, targets: UInt64(clamping: scan.results.targets.count),
          ports: UInt64(scan.results.askedPorts.count),
          techniques: scan.settings.techniques.map(\.name), targetText: scan.results.targets.description,
          resolved: resolved.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) })))
  }

  /// Refuses target sets that nobody could ask in a lifetime; what is kept of them would not fit into memory either.
  func checkSize(_ targets: TargetSet, _ node: Int32) throws(Trap) {
    guard targets.count > 1 << 24, targets.ranges.contains(where: { $0.first.isV6 }) else { return }
    let count = UInt64(exactly: targets.count).map { "\($0)" } ?? "more than 2^64"
    throw frame.trap(.badArgument, node, "the target set holds \(count) addresses, more than can be scanned")
  }

  /// An address outside the scope ends the run if nothing was sent yet, else it is an error that is kept.
  func checkScope(_ targets: TargetSet, _ node: Int32) throws(Trap) {
    guard let outside = gate.firstOutside(targets) else { return }
    throw refusal(outside, node)
  }

  /// A technique that the operator's scope does not name is refused like an address outside it.
  func checkScope(_ technique: Technique, _ node: Int32) throws(Trap) {
    guard let allowed = options.scope.techniques, !allowed.contains(technique.name) else { return }
    throw refused(refusals.diagnostic(technique, allowed, at: spans.span(node)), node)
  }

  /// The trap for an address outside the scope.
  func refusal(_ address: Address, _ node: Int32) -> Trap {
    let canonical = address.canonical
    guard CanonicalRanges.canonical(options.exclude).contains(canonical) else {
      return refused(refusals.diagnostic(address, at: spans.span(node)), node)
    }
    let also = canonical == address ? "" : " (\(canonical))"
    let text = "\(address)\(also) is left out by --exclude: nothing was sent to it"
    return refused(Diagnostic(.outsideScope, text, at: spans.span(node)), node)
  }

  /// What refusals by the operator's scope say.
  var refusals: ScopeRefusal { ScopeRefusal(options.scope, options.scopePlaces) }

  /// A refusal is reported and weighed whatever a `try` makes of it.
  private func refused(_ diagnostic: Diagnostic, _ node: Int32) -> Trap {
    let trap = frame.trap(.outsideScope, node, diagnostic.headline)
    output.keepRefusal(diagnostic)
    return trap
  }
}
