// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// Builtins that wait: they begin here, and their answer resumes the task.
extension Session {
  /// Begins a builtin that a task waits for.
  func begin(_ builtin: Builtin, _ arguments: [Value], _ task: Task, _ node: Int32) throws(Trap) {
    task.waitNumber += 1
    register(task)
    guard !isStopping else { throw frame.trap(.interrupted, node, "interrupted") }
    let context = CallContext(frame: frame, base: 0, node: node)
    if builtin != .sleep {
      try checkNetwork(node)
      try countFollowup(node)
    }
    if Self.asksHost(builtin), let name = Self.hostName(arguments[0]) {
      return resolve(name, then: builtin, arguments, task, node)
    }
    switch builtin {
    case .sleep: try sleep(arguments, task, context)
    case .banner: try banner(arguments, task, context)
    case .probe: try probe(arguments, task, context)
    case .resolve: try resolveName(arguments, task, context)
    case .reverse: try reverse(arguments, task, context)
    case .tls, .http, .ssh, .service: try speak(builtin, arguments, task, context)
    case .ping, .traceroute: try echo(builtin, arguments, task, context)
    case .dns: try askNames(arguments, task, context)
    default: throw context.bad("\(builtin.rawValue) does not wait")
    }
  }

  /// Counts a follow-up against the run's limit.
  private func countFollowup(_ node: Int32) throws(Trap) {
    job.followupsBegun += 1
    guard let limit = limits.followups, job.followupsBegun > limit else { return }
    throw frame.trap(.followupLimit, node, "the run has begun more than \(limit) follow-ups")
  }

  /// The host name that a follow-up is to ask, `nil` for an address or record.
  private static func hostName(_ target: Value) -> String? {
    guard target.asText != nil, let targets = Conversion.targets(target), targets.set.isEmpty else { return nil }
    return targets.names.first
  }

  /// Looks up the host of a follow-up, then begins it with the first address.
  private func resolve(
    _ name: String, then builtin: Builtin, _ arguments: [Value], _ task: Task, _ node: Int32
  ) {
    let number = number(task)
    let wait = task.waitNumber
    let owner = task
    resolve([name]) { [unowned self] results in
      guard let task = self.tasks[number], task.waitNumber == wait, task.state == .waiting else { return }
      guard let address = results.first?.addresses.first else {
        let why = results.first?.error ?? "unknown"
        return self.resume(task, .trap(.nameNotResolved, "\(LiteralText.quoted(name)) has no address: \(why)"))
      }
      // What the follow-up asks for goes through the gate of the task's own scan.
      let running = self.current
      self.current = owner
      defer { self.current = running }
      do throws(Trap) {
        self.job.followupsBegun -= 1
        try self.begin(builtin, [.address(address)] + arguments.dropFirst(), task, node)
      } catch {
        self.resume(task, .trap(error.kind, self.detail))
      }
    }
  }

  /// Gives a task a number, so that answers find it.
  func register(_ task: Task) { _ = number(task) }

  /// Lets a waiting task go on; it runs when its turn comes.
  func resume(_ task: Task, _ resumption: Resumption) {
    guard task.state == .waiting else { return }
    task.state = .ready
    task.pending = nil
    ready.append((task, resumption))
  }

  func number(_ task: Task) -> Int {
    if let number = task.number { return number }
    task.number = nextTask
    tasks[nextTask] = task
    nextTask += 1
    return nextTask - 1
  }

  private func sleep(_ arguments: [Value], _ task: Task, _ context: CallContext) throws(Trap) {
    guard case .duration(let microseconds) = arguments[0] else { throw context.wrong(arguments[0], "duration") }
    let until = time.now().advanced(by: ScanDuration(microseconds: max(0, microseconds)))
    timers.add(until, task: number(task), wait: task.waitNumber)
  }

  /// The address and port that a follow-up is for.
  func place(_ target: Value, _ port: Value, _ context: CallContext) throws(Trap) -> (Address, Port) {
    if case .portResult(let handle) = target {
      let row = stores.row(handle)
      if port.isNone { return (row.host, Port(number: row.port, proto: row.transport)) }
      return (row.host, try self.port(port, context))
    }
    let set = try frame.targets(target, context.node)
    guard let set, set.isPlain, set.set.count == 1 else {
      if let text = target.asText { throw context.bad("\(LiteralText.quoted(text)) is no single address or host name") }
      throw context.wrong(target, "a port result, host or address")
    }
    guard !port.isNone else { throw context.bad("a port is needed to ask a host") }
    return (set.set.address(at: 0), try self.port(port, context))
  }

  private func port(_ value: Value, _ context: CallContext) throws(Trap) -> Port {
    switch value {
    case .port(let port): return port
    case .int(let number):
      guard let small = UInt16(exactly: number), small > 0 else { throw context.bad("\(number) is no port number") }
      return Port(number: small, proto: nil)
    default: throw context.wrong(value, "a port")
    }
  }

  func duration(_ value: Value, _ standard: Int64, _ context: CallContext) throws(Trap) -> ScanDuration {
    if value.isNone { return ScanDuration(microseconds: standard) }
    guard case .duration(let microseconds) = value else { throw context.wrong(value, "duration") }
    guard microseconds > 0 else { throw context.bad("a wait must be longer than nothing") }
    return ScanDuration(microseconds: microseconds)
  }

  // MARK: banner

  private func banner(_ arguments: [Value], _ task: Task, _ context: CallContext) throws(Trap) {
    let (host, port) = try place(arguments[0], arguments[1], context)
    guard port.proto != .udp else { throw context.bad("banner connects over TCP; \(port) is a UDP port") }
    guard gate.permits(host) else { throw refusal(host, context.node) }
    try checkScope(technique(named: "connect"), context.node)
    let wait = try duration(arguments[3], 2_000_000, context)
    // Without a word about the whole exchange, there is time for the connection beside the wait.
    let whole = try duration(arguments[5], max(5_000_000, wait.microseconds &+ 2_000_000), context)
    let conversation = Conversation(
      target: host, port: port.number, send: try bytes(arguments[2], context), wait: wait,
      max: try size(arguments[4], context), timeout: whole)
    task.reading = .text
    begin(conversation, task)
  }

  /// The gate of the scan whose handler runs, else of the run.
  var currentGate: SendGate { current?.scan?.gate ?? gate }

  private func bytes(_ value: Value, _ context: CallContext) throws(Trap) -> [UInt8] {
    if value.isNone { return [] }
    if let text = value.asText { return Array(text.utf8) }
    guard let bytes = value.asBytes else { throw context.wrong(value, "bytes or string") }
    return bytes
  }

  func size(_ value: Value, _ context: CallContext) throws(Trap) -> Int {
    switch value {
    case .none: return 4096
    case .int(let number) where (1...(1 << 20)).contains(number): return number
    case .size(let bytes) where (1...(1 << 20)).contains(bytes): return Int(bytes)
    default: throw context.bad("max: is 1 byte to 1MiB")
    }
  }

  /// What came of a conversation.
  func answer(_ result: ConversationResult, _ task: Task) {
    if result.isAnswer { output.outcome.countAnswer() }
    switch result {
    case .data(let bytes, _): if let resumption = understand(bytes, task.reading, task) { resume(task, resumption) }
    case .failed(.silent), .failed(.closedWithoutData):
      guard case .failed(let error) = result else { return }
      if let resumption = understandSilence(error, task.reading, task) { resume(task, resumption) }
    case .failed(.refusedByScope(let address)):
      let trap = refusal(address, waitNode(task))
      resume(task, .trap(trap.kind, detail))
    case .failed(.limit): resume(task, .trap(.packetLimit, "the packet limit is reached"))
    case .failed(.cancelled): resume(task, .trap(.interrupted, "interrupted"))
    case .failed(let error): resume(task, .trap(.network, complaint(error, task)))
    }
  }

  /// What came of a follow-up, with its place unless the handler's own is told with all its failures: those are counted
  /// by their text.
  func complaint(_ error: ConversationError, _ task: Task) -> String {
    task.output?.key.hasHost == true ? error.description : "\(task.place): \(error)"
  }

  // MARK: probe

  private func probe(_ arguments: [Value], _ task: Task, _ context: CallContext) throws(Trap) {
    let (host, port) = try place(arguments[0], arguments[1], context)
    guard gate.permits(host) else { throw refusal(host, context.node) }
    let technique = try probeTechnique(arguments[0], port, arguments[2], context)
    try checkScope(technique, context.node)
    let transport = port.proto ?? technique.transport
    guard technique.transport == transport else {
      throw context.bad("\(technique.name) speaks \(technique.transport), and \(port) is a \(transport) port")
    }
    guard serves(technique) else {
      throw context.frame.trap(.privilege, context.node, privilegeText(technique, isProbe: true))
    }
    var tries = 3
    if case .int(let given) = arguments[3] { tries = given }
    guard (1...100).contains(tries) else { throw context.bad("tries: is 1 to 100") }
    let space = JobSpace(
      targets: TargetSet(host), probes: [PortProbe(port: port.number, technique: 0)], order: .sequential)
    let work = ScanWork(
      space: space, techniques: [technique], retries: tries - 1, timeout: try duration(arguments[4], 1_000_000, context)
    )
    start(work, for: task, kind: .observation)
  }

  /// Has the engine ask one thing for a task.
  func start(_ work: ScanWork, for task: Task, kind: ProbeSink.Kind) {
    let sink = ProbeSink(task: number(task), wait: task.waitNumber, technique: work.techniques[0], kind: kind)
    let number = nextScan
    nextScan += 1
    probes[number] = sink
    var work = work
    work.capture = task.scan?.results.capture
    work.trace = task.job.trace
    task.job.trace?.begin(work)
    let ticket = engine.start(work, gate: currentGate, sink: MailboxSink(scan: number, mailbox: mailbox))
    task.pending = TicketHold(ticket)
  }

  private func probeTechnique(
    _ target: Value, _ port: Port, _ given: Value, _ context: CallContext
  ) throws(Trap) -> Technique {
    if let technique = given.asTechnique { return technique }
    guard given.isNone else { throw context.wrong(given, "a technique") }
    if case .portResult(let handle) = target {
      let store = stores.store(handle)
      return store.techniques[Int(store.rows[Int(handle.row)].primary.technique)]
    }
    if port.proto == .udp { return technique(named: "udp") }
    // Like a scan without `using`: syn else connect.
    let (syn, connect) = (technique(named: "syn"), technique(named: "connect"))
    let isRefused = !options.scope.permits(syn) && options.scope.permits(connect)
    return serves(syn) && !isRefused ? syn : connect
  }

  /// An observation for a `probe`.
  func observed(_ batch: [Observation], _ probe: ProbeSink) {
    guard let observation = batch.first, let task = tasks[probe.task], task.waitNumber == probe.wait else { return }
    switch probe.kind {
    case .observation: break
    case .ping:
      probe.isAnswered = true
      return resume(task, pinged(observation))
    case .traceroute(let path):
      for observation in batch { path.take(observation) }
      return
    }
    let evidence = Evidence(observation)
    var fields: [FieldName: Value] = [:]
    for row in FieldTable.rows(of: .record(.observation)) {
      fields[row.name] = ResultStores.field(row.name, of: evidence, [probe.technique])
    }
    probe.isAnswered = true
    resume(task, .value(.object(RecordObject(.observation, fields))))
  }

  /// The end of a `probe`; without an observation it failed.
  func finished(_ end: EngineEnd, _ probe: ProbeSink) {
    output.outcome.add(end.counters)
    guard !probe.isAnswered, let task = tasks[probe.task], task.waitNumber == probe.wait else { return }
    if case .traceroute(let path) = probe.kind, case .completed = end.cause, end.firstRefused == nil {
      if let resumption = traced(path, end, task) { resume(task, resumption) }
      return
    }
    switch end.cause {
    case .packetLimit: resume(task, .trap(.packetLimit, "the packet limit is reached"))
    case .failed(let error): resume(task, .trap(.network, "the probe failed: \(error)"))
    default:
      if let address = end.firstRefused {
        let trap = refusal(address, waitNode(task))
        resume(task, .trap(trap.kind, detail))
      } else {
        resume(task, .trap(isStopping ? .interrupted : .network, "the probe could not be sent"))
      }
    }
  }

  // MARK: names

  /// Resolves names once a run; they come back in the order asked.
  func resolve(_ names: [String], _ completion: @escaping ([NameResult]) -> Void) {
    let job = job
    let unknown = names.filter { job.knownNames[$0] == nil }
    guard !unknown.isEmpty else { return completion(names.compactMap { job.knownNames[$0] }) }
    output.outcome.lookups += unknown.filter { Address($0) == nil }.count
    let request = nextLookup
    nextLookup += 1
    lookups[request] = { [unowned self] results in
      self.job = job
      for result in results { job.knownNames[result.name] = result }
      completion(names.compactMap { job.knownNames[$0] })
    }
    if let simulation {
      let results = unknown.map { simulation.network.lookUp($0) }
      return mailbox.put(.resolved(request: request, results))
    }
    let mailbox = mailbox
    resolver.resolve(unknown) { results in mailbox.put(.resolved(request: request, results)) }
  }

  private func resolveName(_ arguments: [Value], _ task: Task, _ context: CallContext) throws(Trap) {
    let name = try Methods.text(arguments[0], context)
    let wait = task.waitNumber
    let number = number(task)
    resolve([name]) { [unowned self] results in
      guard let task = self.tasks[number], task.waitNumber == wait else { return }
      if let result = results.first, !result.addresses.isEmpty {
        self.resume(task, .value(.list(result.addresses.map { .address($0) })))
      } else {
        let why = results.first?.error ?? "unknown"
        self.resume(task, .trap(.nameNotResolved, "\(LiteralText.quoted(name)) has no address: \(why)"))
      }
    }
  }

  private func reverse(_ arguments: [Value], _ task: Task, _ context: CallContext) throws(Trap) {
    let set = try frame.targets(arguments[0], context.node)
    guard let set, set.isPlain, set.set.count == 1 else { throw context.wrong(arguments[0], "an address") }
    let (taskNumber, waitNumber, mailbox) = (number(task), task.waitNumber, mailbox)
    let address = set.set.address(at: 0)
    output.outcome.lookups += 1
    if let simulation {
      return mailbox.put(.reversed(task: taskNumber, wait: waitNumber, simulation.network.name(of: address)))
    }
    resolver.name(of: address) { name in
      mailbox.put(.reversed(task: taskNumber, wait: waitNumber, name))
    }
  }
}

/// Calls a probe off like any other wait.
private final class TicketHold: Cancellable {
  private let ticket: any ScanTicket

  init(_ ticket: any ScanTicket) { self.ticket = ticket }

  func cancel() { ticket.cancel() }
}

/// A `probe` under way.
final class ProbeSink {
  /// What the task wants to know.
  enum Kind {
    case observation, ping
    case traceroute(TracedPath)
  }

  let task: Int
  let wait: Int
  let technique: Technique
  let kind: Kind
  var isAnswered = false

  init(task: Int, wait: Int, technique: Technique, kind: Kind) {
    self.kind = kind
    self.task = task
    self.wait = wait
    self.technique = technique
  }
}

extension ConversationResult {
  /// Whether the other side answered the connection, whatever it said then.
  fileprivate var isAnswer: Bool {
    switch self {
    case .data, .failed(.refused), .failed(.silent), .failed(.closedWithoutData): true
    default: false
    }
  }
}
