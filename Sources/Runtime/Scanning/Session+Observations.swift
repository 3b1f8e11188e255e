// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// Observations become rows, rows start handlers, handlers hold back the engine when they lag behind.
extension Session {
  /// More pending instances than this pause the engine, fewer than a quarter let it go on.
  private static let pendingLimit = 4096

  /// Takes a batch of verdicts.
  func take(_ batch: [Observation], for scan: ActiveScan) {
    if scan.search != nil {
      search(batch, for: scan)
    } else {
      for observation in batch {
        if observation.trusted { scan.results.trusted += 1 }
        merge(observation, into: scan)
      }
    }
    control(scan)
  }

  /// Joins the evidence of a port's techniques. The primary makes the row and starts the handlers that look at nothing
  /// else; the others start when every technique is decided.
  private func merge(_ observation: Observation, into scan: ActiveScan) {
    let transport = scan.settings.techniques[Int(observation.technique)].transport
    let wanted = transport == .tcp ? scan.tcpTechniques : scan.udpTechniques
    let evidence = Evidence(observation)
    guard wanted > 1 else {
      var found = add(scan, PortRow(host: observation.target, port: observation.port, transport: transport, evidence))
      startHost(scan, found.row.host)
      return complete(&found, scan)
    }
    let key = PortKey(host: observation.target, port: observation.port, transport: transport)
    var port = scan.partial.removeValue(forKey: key) ?? PartialPort()
    port.evidence.append(evidence)
    if Int(evidence.technique) == scan.primary(of: transport) {
      var found = add(scan, PortRow(host: key.host, port: key.port, transport: transport, evidence))
      startHost(scan, found.row.host)
      start(scan, &found) { !$0.asksOpinions }
      port.found = found
    } else {
      scan.results.addLoss(evidence, of: key.host)
    }
    if port.evidence.count < wanted {
      scan.partial[key] = port
    } else if var found = port.found {
      complete(&found, scan, opinions: port.opinions)
    }
  }

  /// A port whose techniques are all decided.
  private func complete(_ found: inout Found, _ scan: ActiveScan, opinions: [Evidence] = []) {
    // Rows move only when the scan is over, and those that handlers hold never.
    if let number = found.number { scan.results.setOpinions(opinions, on: number) }
    tell(found.row, opinions, scan)
    start(scan, &found, opinions: opinions) { opinions.isEmpty || $0.asksOpinions }
  }

  /// What only some techniques said of a port when the scan ended is kept, if the primary is among them.
  func flushPartial(_ scan: ActiveScan) {
    let order = scan.partial.sorted { left, right in
      if left.key.host != right.key.host { return left.key.host < right.key.host }
      return (left.key.port, left.key.transport) < (right.key.port, right.key.transport)
    }
    for (_, port) in order {
      guard let found = port.found else { continue }
      if let number = found.number { scan.results.setOpinions(port.opinions, on: number) }
      tell(found.row, port.opinions, scan)
    }
    scan.partial = [:]
  }

  private func add(_ scan: ActiveScan, _ row: PortRow) -> Found {
    Found(row: row, number: scan.results.add(row))
  }

  private func tell(_ row: PortRow, _ opinions: [Evidence], _ scan: ActiveScan) {
    guard row.primary.state.isNews || options.allPorts else { return }
    output.report(.port(PortRecord(row, opinions, of: scan.results, scan: scan.number + 1)))
  }

  /// A port whose primary technique is decided.
  struct Found {
    let row: PortRow
    /// Its row in the results, `nil` while it is only counted.
    var number: UInt32?
  }

  /// Starts `on host up` for a host whose first answer came.
  func startHost(_ scan: ActiveScan, _ host: Address) {
    guard !scan.isStopped, scan.handlesHosts, scan.results.tallies[host]?.upReason != nil,
      scan.hostsBegun.insert(host).inserted
    else { return }
    for (number, handler) in scan.handlers.enumerated() {
      guard case .host(up: true, _) = handler.code.event else { continue }
      scan.unfinished += 1
      begin(
        Instance(
          handler: number, binding: .object(HostObject(scan.results, host)), host: host, port: 0, transport: nil),
        scan)
    }
  }

  /// Starts the handlers of a row that are of a kind.
  private func start(
    _ scan: ActiveScan, _ found: inout Found, opinions: [Evidence] = [], where isMeant: (HandlerCode) -> Bool
  ) {
    guard !scan.isStopped else { return }
    for handler in scan.matching(found.row) where isMeant(scan.handlers[handler].code) {
      let instance = Instance(
        handler: handler, binding: .portResult(handle(&found, opinions, scan)), host: found.row.host,
        port: found.row.port, transport: found.row.transport)
      scan.unfinished += 1
      begin(instance, scan)
    }
  }

  /// A handle on a row. One that is only counted, with `keep open`, is kept for the handlers that see it.
  private func handle(_ found: inout Found, _ opinions: [Evidence], _ scan: ActiveScan) -> PortHandle {
    if let number = found.number { return scan.results.handle(on: number) }
    let number = scan.results.keep(found.row)
    found.number = number
    scan.results.setOpinions(opinions, on: number)
    return scan.results.handle(on: number)
  }

  /// Runs an instance now if the budget of follow-ups allows, else later.
  func begin(_ instance: Instance, _ scan: ActiveScan) {
    let isFull = scan.waiting >= scan.settings.followupsTotal
    if isFull || scan.pending.hasCommon {
      scan.pending.add(instance)
    } else if scan.waitingByHost[instance.host] ?? 0 >= scan.settings.followupsPerHost {
      scan.pending.hold(instance)
    } else {
      run(instance, scan)
    }
  }

  /// Runs an instance until it waits or ends.
  private func run(_ instance: Instance, _ scan: ActiveScan) {
    let handler = scan.handlers[instance.handler]
    scan.instances[instance.handler, default: 0] += 1
    let buffer = OutputBuffer(
      OutputBuffer.Key(
        handler: instance.handler, host: instance.host, port: instance.port,
        transport: instance.transport?.rawValue ?? 0, hasHost: instance.hasHost))
    let slots = initialSlots(
      unit: handler.code.unit, arguments: handler.code.hasBinding ? [instance.binding] : [],
      captured: handler.captured)
    let task = Task(Activation(unit: handler.code.unit, saved: slots), job: scan.owner.job, output: buffer, scan: scan)
    {
      [unowned self] ending in
      self.ended(instance, scan, buffer, ending)
    }
    Stepper(session: self).run(task, nil)
    if task.isWaiting {
      task.holdsFollowup = instance.host
      scan.waiting += 1
      scan.waitingByHost[instance.host, default: 0] += 1
    }
  }

  private func ended(_ instance: Instance, _ scan: ActiveScan, _ buffer: OutputBuffer, _ ending: Task.Ending) {
    scan.unfinished -= 1
    if !buffer.events.isEmpty { scan.buffers.append(buffer) }
    guard case .trapped(let trap, let detail) = ending else { return }
    if trap.kind.isCatchable {
      scan.failures.add(instance, trap, detail, at: clock.now())
      output.outcome.isInconclusive("a handler failed")
    } else {
      stop(becauseOf: trap, detail)
    }
  }

  /// Gives back an instance's share of the budget and starts those that waited for it.
  func releaseFollowup(_ task: Task) {
    guard let host = task.holdsFollowup, let scan = task.scan else { return }
    task.holdsFollowup = nil
    scan.waiting -= 1
    let left = (scan.waitingByHost[host] ?? 1) - 1
    scan.waitingByHost[host] = left == 0 ? nil : left
    refill(scan, after: host)
  }

  private func refill(_ scan: ActiveScan, after host: Address) {
    while scan.waiting < scan.settings.followupsTotal,
      (scan.waitingByHost[host] ?? 0) < scan.settings.followupsPerHost, let instance = scan.pending.next(for: host)
    {
      run(instance, scan)
    }
    let perHost = scan.settings.followupsPerHost
    while scan.waiting < scan.settings.followupsTotal,
      let instance = scan.pending.next(isFull: { scan.waitingByHost[$0] ?? 0 >= perHost })
    {
      run(instance, scan)
    }
    control(scan)
  }

  /// Pauses the engine while handlers lag behind.
  private func control(_ scan: ActiveScan) {
    if !scan.isPaused, scan.pending.count > Self.pendingLimit {
      scan.isPaused = true
      scan.ticket?.pause()
    } else if scan.isPaused, scan.pending.count < Self.pendingLimit / 4 {
      scan.isPaused = false
      if scan.sink?.isFull != true { scan.ticket?.resume() }
    }
  }
}
