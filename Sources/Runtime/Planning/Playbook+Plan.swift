// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// A plan, what is wrong with what was planned, and the exit status.
public struct PlanOutcome: Sendable {
  /// What would be sent, as far as it could be worked out.
  public let plan: ScanPlan
  /// What would keep the run from beginning or end it, in the order met.
  public let errors: [ErrorRecord]
  /// 0; 2 for wrong parameters; 4 where scope or privilege would refuse the run; 3 where it would end with an error.
  public let exit: Int32
}

extension Playbook {
  /// Works out what a checked playbook would send. Nothing is sent and no handler is run; names are looked up only with
  /// `resolvesNames`.
  ///
  /// Like a run it has a thread with a large stack of its own; the caller is blocked meanwhile.
  public static func plan(_ program: CheckedProgram, options: RunOptions, resolvesNames: Bool) -> PlanOutcome {
    let box = PlanBox()
    do throws(EngineError) {
      let thread = try Thread(name: "planner", stackBytes: 256 << 20) {
        box.outcome = PlanRunner(program: program, options: options).outcome(resolvesNames: resolvesNames)
      }
      thread.join()
    } catch {
      let failure = Diagnostic(
        .engineError, "the planner cannot start: \(error)", at: SourceSpan(start: 0, end: 0))
      let record = ErrorRecord(
        code: DiagnosticCode.engineError.text, text: failure.headline, host: nil, port: nil, count: 1, handler: "",
        diagnostic: failure, causes: [])
      return PlanOutcome(
        plan: ScanPlan(script: options.scriptName, scopeName: options.scope.name), errors: [record], exit: 3)
    }
    return box.outcome
      ?? PlanOutcome(
        plan: ScanPlan(script: options.scriptName, scopeName: options.scope.name), errors: [], exit: 3)
  }

  /// Carries the outcome out of the thread; `@unchecked Sendable` because the caller reads it after joining.
  private final class PlanBox: @unchecked Sendable {
    var outcome: PlanOutcome?
  }
}

extension Session {
  /// Works out what an entry of this session would send, from the values that its names have now.
  func plan(_ entry: CheckedEntry) -> PlanOutcome {
    PlanRunner(program: entry.program, options: options, living: (self, entry)).outcome(resolvesNames: false)
  }
}

/// Makes the plan of one playbook, or of one entry of a living session.
private struct PlanRunner {
  let program: CheckedProgram
  let options: RunOptions
  var living: (session: Session, entry: CheckedEntry)?

  /// The plan; with names looked up in between where that is allowed.
  func outcome(resolvesNames: Bool) -> PlanOutcome {
    let first = attempt(resolved: nil)
    // A simulated network knows its names by itself.
    guard resolvesNames || options.network != nil, !first.plan.names.isEmpty else { return first }
    var known: [String: NameResult] = [:]
    for result in lookUp(first.plan.names) { known[result.name] = result }
    return attempt(resolved: known)
  }

  private func lookUp(_ names: [String]) -> [NameResult] {
    if let network = options.network { return names.map { network.lookUp($0) } }
    let mailbox = Mailbox()
    Resolver().resolve(names) { mailbox.put(.resolved(request: 0, $0)) }
    for case .resolved(_, let results) in mailbox.take(until: nil) { return results }
    return []
  }

  private func attempt(resolved: [String: NameResult]?) -> PlanOutcome {
    let reporter = PlanReporter()
    let session = Session(
      program: program, options: options, control: RunControl(), mailbox: Mailbox(),
      engine: PlanningEngine(options),
      reporter: reporter, living: living)
    let planner = Planner(session, resolved: resolved, knownGlobals: living?.entry.firstGlobal ?? 0)
    var exit: Int32 = 0
    var isTooLong = false
    let imports = living.map { Array(program.imports[$0.entry.imports]) } ?? program.imports
    if session.takeParameters(importing: imports), session.checkLiteralTargets() {
      do throws(Planner.Failure) { try planner.run() } catch {
        switch error {
        case .tooLong: isTooLong = true
        case .trapped(let trap, let detail): session.mainEnding = .trapped(trap, detail: detail)
        }
      }
    }
    if case .trapped(let trap, let detail) = session.mainEnding {
      if trap.kind != .outsideScope {
        session.output.reportError(session.diagnostic(trap, detail: detail), code: trap.kind.code)
      }
      exit = session.output.outcome.isUsageError ? 2 : trap.kind == .privilege ? 4 : 3
    }
    if session.output.outcome.hasRefusals { exit = 4 }
    let plan = PlanSummary(planner: planner, session: session, isTooLong: isTooLong, isCutShort: exit != 0).plan()
    return PlanOutcome(plan: plan, errors: reporter.errors, exit: exit)
  }
}

/// Puts totals and limits to what a planner found.
private struct PlanSummary {
  let planner: Planner
  let session: Session
  let isTooLong: Bool
  let isCutShort: Bool

  func plan() -> ScanPlan {
    let ledger = isTooLong ? planner.ledger.withoutMost : planner.ledger
    var plan = ScanPlan(script: session.options.scriptName, scopeName: session.options.scope.name)
    plan.scans = ledger.scans
    plan.followUps = ledger.followUps
    plan.names = planner.names
    plan.resolved = planner.names.compactMap { name in planner.resolved?[name].map { (name, $0.addresses) } }
    plan.lookups = ledger.lookups + CountBounds.upTo(UInt64(planner.names.count))
    plan.kernel = ledger.kernel
    plan.packets = packets(ledger)
    plan.limits = limits()
    plan.notes = planner.notes
    if isTooLong {
      // What was not met has no place in the ledger.
      plan.packets.most = Session.packetLimit(session.program)
      if !planner.isSimulated { plan.kernel.most = nil }
      plan.notes.append("the playbook does more than a plan can follow: what is not counted has no bound")
    }
    if isCutShort { plan.notes.append("the run would end early: see the message above") }
    if session.limits.deadline != nil || session.options.maxTime != nil {
      plan.packets.least = 0
      plan.notes.append("a time limit may end the run before anything was asked, so the least is nothing")
    }
    return plan
  }

  /// Packets of the run: a limit on packets, or on follow-ups where each has a bound, holds for the whole.
  private func packets(_ ledger: PlanLedger) -> CountBounds {
    var followUps = ledger.followUpPackets
    if let limit = session.limits.followups {
      let begun = ledger.followUps.reduce(CountBounds.zero) { $0 + $1.runs }
      // Which of them the limit refuses is not known: perhaps those that would have sent.
      if begun.most.map({ $0 > UInt64(limit) }) ?? true { followUps = followUps.orNothing }
      let most = CountBounds(exactly: UInt64(limit)) * CountBounds.upTo(largestFollowUp(ledger))
      followUps = followUps.capped(at: most.most)
    }
    return (ledger.scanPackets + followUps).capped(at: Session.packetLimit(session.program))
  }

  private func largestFollowUp(_ ledger: PlanLedger) -> UInt64? {
    var largest: UInt64 = 0
    for followUp in ledger.followUps {
      guard let each = followUp.mostEach else { return nil }
      largest = max(largest, each)
    }
    return largest
  }

  private func limits() -> [String] {
    var result: [String] = []
    let source = session.program.tree.source
    for statement in session.program.tree.statements {
      guard case .limits(let entries) = statement.kind else { continue }
      result += entries.map { "\($0.name.text) \(source.text($0.value.span))" }
    }
    if let rate = session.options.rate { result.append("--rate \(rate)") }
    if let time = session.options.maxTime { result.append("--max-time \(time)") }
    return result
  }
}
