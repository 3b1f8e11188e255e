// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import Glibc
import NetworkTypes
import ScanLang

/// Playbooks as the command line sees them: load, then run.
public enum Playbook {
  /// What loading a playbook gave.
  public struct Loaded: Sendable {
    /// The program, `nil` when the diagnostics hold an error.
    public let program: CheckedProgram?
    /// What is wrong, in the order of files and lines.
    public let diagnostics: [Diagnostic]
    /// The playbook, the prelude and what is imported, for whatever shows the diagnostics.
    public let sources: [SourceFile]
  }

  /// Parses and checks a playbook together with the prelude and all that it imports, which `reader` hands out.
  public static func load(_ source: SourceFile, reader: any ModuleReader = NoModules()) -> Loaded {
    let program = ProgramLoader.load(source, reader: reader)
    let result = Checker.check(program, services: ServiceNames.all)
    return Loaded(program: result.program, diagnostics: result.diagnostics, sources: program.sources)
  }

  /// Runs a checked playbook to its end and gives the exit status.
  ///
  /// The interpreter has a thread of its own with a stack that holds the deepest nesting; the caller is blocked
  /// meanwhile. `makeReporter` is called on that thread.
  public static func run(
    _ program: CheckedProgram, options: RunOptions, makeReporter: @escaping @Sendable () -> any Reporter,
    control: RunControl
  ) -> Int32 {
    let ending = RunEnding()
    do throws(EngineError) {
      let thread = try Thread(name: "interpreter", stackBytes: 256 << 20) {
        PlaybookRunner(program, options, control, makeReporter()).run(ending)
      }
      // Freeing millions of values takes long, and whoever waits for the status, or pressed Ctrl-C, need not wait for it.
      thread.detach()
      return ending.wait()
    } catch {
      let output = RunOutput(makeReporter())
      let place = SourceSpan(start: 0, end: 0)
      output.reportError(
        Diagnostic(.engineError, "the interpreter cannot start: \(error)", at: place), code: .engineError)
      return 3
    }
  }
}

/// Carries the exit status out of the interpreter's thread, as soon as the run is over.
private final class RunEnding: @unchecked Sendable {
  // Checked by hand: the value is written once, before the semaphore is raised, and read after it was.
  private var status: Int32 = 3
  private let raised = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init() { sem_init(raised, 0, 0) }

  deinit {
    sem_destroy(raised)
    raised.deallocate()
  }

  /// The run is over.
  func set(_ status: Int32) {
    self.status = status
    sem_post(raised)
  }

  /// Waits for the end of the run.
  func wait() -> Int32 {
    while sem_wait(raised) != 0 {}
    return status
  }
}

/// One run from its first line to its last.
private struct PlaybookRunner {
  let program: CheckedProgram
  let options: RunOptions
  let control: RunControl
  let reporter: any Reporter

  init(_ program: CheckedProgram, _ options: RunOptions, _ control: RunControl, _ reporter: any Reporter) {
    self.program = program
    self.options = options
    self.control = control
    self.reporter = reporter
  }

  /// Runs the playbook; the status is known before the values of the run are freed.
  func run(_ ending: RunEnding) {
    let mailbox = Mailbox()
    control.onInterrupt { mailbox.put(.interrupted) }
    let engine: any ProbeEngine
    do throws(EngineError) { engine = try makeEngine() } catch { return ending.set(failedToStart(error)) }
    let session = Session(
      program: program, options: options, control: control, mailbox: mailbox, engine: engine, reporter: reporter)
    session.reportHeader()
    let isTest = options.test != nil
    if session.takeParameters(), isTest ? session.takeConstants() : session.checkLiteralTargets() { session.run() }
    engine.shutdown()
    ending.set(session.conclude())
  }

  private func makeEngine() throws(EngineError) -> any ProbeEngine {
    if let network = options.network { return SimulatedEngine(network) }
    // A test without a network has a clock all the same; nothing is asked there.
    if options.test != nil { return SimulatedEngine(SimulatedNetwork(name: "", seed: 0, hosts: [])) }
    let limit = try DescriptorLimit.raise()
    return MachineEngine(connect: try ConnectEngine(descriptorLimit: limit.soft), grant: options.rawSockets)
  }

  private func failedToStart(_ error: EngineError) -> Int32 {
    let output = RunOutput(reporter)
    output.reportError(
      Diagnostic(.engineError, "the probe engine cannot start: \(error)", at: SourceSpan(start: 0, end: 0)),
      code: .engineError)
    return 3
  }
}

extension Session {
  /// The first line of the report.
  func reportHeader() {
    let number = runNumber()
    let now = clock.now()
    output.report(
      .run(
        RunHeader(
          id: TimeFormat.text(now, layout: "%Y%m%dT%H%M%SZ") + "-" + Self.hexadecimal(number),
          script: options.scriptName,
          started: now, version: options.version, scopeName: options.scope.name, scopeHash: options.scope.hash,
          scopeTicket: options.scope.ticket, seed: options.seed,
          isPrivileged: simulation != nil || options.rawSockets != nil)))
  }

  /// Tells runs apart that began in the same second; that of a simulated run follows from its seeds.
  private func runNumber() -> UInt64 {
    guard let simulation else { return UInt64.random(in: 0 ... .max) }
    var generator = SeededGenerator(seed: options.seed ^ simulation.network.seed &* 0x9e37_79b9_7f4a_7c15)
    return generator.next()
  }

  private static func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Gives the constants of imported files their values, then the parameters; `false` when the run cannot begin.
  func takeParameters() -> Bool { takeParameters(importing: program.imports) }

  /// The same for some of the imported files.
  func takeParameters(importing imports: [SyntaxTree]) -> Bool {
    do throws(Trap) {
      _ = try Lowering(program).constants(imports.flatMap(\.statements)).exec(frame)
    } catch {
      mainEnding = .trapped(error, detail: detail)
      return false
    }
    for parameter in program.parameters {
      // No test reads a parameter that must be given.
      if options.test != nil, parameter.declaration.defaultValue == nil { continue }
      let given = options.parameters.last { $0.name == parameter.declaration.name.text }
      do throws(Trap) {
        globals[parameter.slot] = try value(of: parameter, given?.text)
      } catch {
        mainEnding = .trapped(error, detail: detail)
        return false
      }
    }
    return true
  }

  /// Gives names of the top level their values that a test may use; `false` when that fails.
  func takeConstants() -> Bool {
    do throws(Trap) {
      _ = try Lowering(program).constants(program.testConstants.map { program.tree.statements[$0] }).exec(frame)
      return true
    } catch {
      mainEnding = .trapped(error, detail: detail)
      return false
    }
  }

  private func value(of parameter: CheckedParameter, _ text: String?) throws(Trap) -> Value {
    guard text == nil, let standard = parameter.declaration.defaultValue else {
      do throws(ParameterText.Failure) {
        return try ParameterText.value(text ?? "", for: parameter)
      } catch {
        output.outcome.refusedAsUsage()
        throw frame.trap(
          .badText, Int32(truncatingIfNeeded: parameter.nodeID), "--\(parameter.option): \(error.message)")
      }
    }
    let lowering = Lowering(program)
    let node: Node
    switch (parameter.type, standard.kind) {
    case (.ports, .set(let set)): node = lowering.portSet(set, id: lowering.id(standard))
    case (.targets, .set(let set)): node = lowering.targetSet(set, id: lowering.id(standard))
    case (.ports, _):
      node = PortSetNode(lowering.id(standard), [lowering.expression(standard)], [])
    case (.targets, _):
      node = TargetSetNode(lowering.id(standard), [lowering.expression(standard)], [])
    default: node = lowering.expression(standard)
    }
    let value = try node.eval(frame)
    if parameter.type == .float, case .int(let number) = value { return .float(Double(number)) }
    return value
  }

  /// Limits on packets that a playbook states, which the gate must know before the first one.
  static func packetLimit(_ program: CheckedProgram) -> UInt64? {
    var limit: UInt64?
    for statement in program.tree.statements {
      guard case .limits(let entries) = statement.kind else { continue }
      for entry in entries where entry.name.text == "packets" {
        if case .int(let number) = entry.value.kind, number > 0 { limit = min(limit ?? .max, UInt64(number)) }
      }
    }
    return limit
  }

  /// The same for a run; tests in a playbook have networks of their own, so its limits are not theirs.
  static func packetLimit(_ program: CheckedProgram, _ options: RunOptions) -> UInt64? {
    let stated = options.test == nil ? packetLimit(program) : nil
    guard let ceiling = options.ceilings?.packets else { return stated }
    return min(stated ?? ceiling, ceiling)
  }

  /// The last line of the report and the exit status.
  func conclude() -> Int32 {
    if case .trapped(let trap, let detail) = mainEnding { conclude(trap, detail) }
    if let (trap, detail) = limitTrap { conclude(trap, detail) }
    if output.outcome.hasRefusals { output.outcome.refused(hadSent: gate.sent > 0) }
    for scan in scans.values where scan.owner.job === job { output.outcome.add(scan.results) }
    for results in job.results
    where results.end != nil && results.isConclusive && results.lacksCoverage {
      output.outcome.isInconclusive(results.coverageText)
    }
    let (outcome, exit) = output.outcome.verdict(
      signal: control.signal ?? brokenPipe, failOn: options.failOn)
    let tally = output.outcome
    output.report(
      .summary(
        RunSummary(
          outcome: outcome, exit: exit, sent: gate.sent, received: tally.counters.received,
          retransmitted: tally.counters.retransmitted,
          elapsed: Int64(clamping: time.now().nanoseconds(since: started) / 1000), coverage: tally.coverage,
          hostsUp: tally.hostsUp, targets: tally.targets(outcome), open: tally.open, reasons: tally.reasons,
          missed: UInt64(tally.missed.rounded()), lookups: UInt64(tally.lookups),
          coverageBounds: tally.coverageBounds, isLossMeasured: tally.hidden.unmeasured == 0, slowed: tally.slowed)))
    return exit
  }

  /// A run that was cut short because nobody read its output ends like a program that SIGPIPE ended.
  private var brokenPipe: Int32? {
    guard output.isClosed, case .trapped(let trap, _) = mainEnding, trap.kind == .interrupted else { return nil }
    return SIGPIPE
  }

  /// The trap that ended the run: reported, and weighed.
  private func conclude(_ trap: Trap, _ detail: String) {
    switch trap.kind {
    case .interrupted:
      return
    // Reported when it happened, and weighed below with all refusals.
    case .outsideScope: return
    case .privilege where gate.sent == 0: output.outcome.refused(hadSent: false)
    default: output.outcome.isInconclusive(detail)
    }
    output.reportError(diagnostic(trap, detail: detail), code: trap.kind.code)
  }
}
