// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes

/// The engine of a plan: it sends nothing, whatever it is asked.
///
/// A plan never starts a scan; should anything of it try, it finds an engine that is shut down.
final class PlanningEngine: ProbeEngine {
  private let options: RunOptions

  /// Stands in for the engine of a run with these options.
  init(_ options: RunOptions) { self.options = options }

  /// What that engine sends: on a simulated network everything.
  func serves(_ technique: Technique) -> Bool {
    options.network != nil || technique.send == .connect || options.hasRawSockets
  }

  func start(_ work: ScanWork, gate: SendGate, sink: any ScanSink) -> any ScanTicket {
    sink.finished(EngineEnd(cause: .failed(.shutDown), undecided: work.space.count))
    return IdleTicket(total: work.space.count)
  }

  func converse(
    _ conversation: Conversation, gate: SendGate, completion: @escaping @Sendable (ConversationResult) -> Void
  ) -> any Cancellable {
    completion(.failed(.cancelled))
    return IdleTicket(total: 0)
  }

  func shutdown() {}
}

/// Takes what a run would report, and keeps the errors alone.
final class PlanReporter: Reporter {
  private(set) var errors: [ErrorRecord] = []

  func report(_ event: RunEvent) throws(OutputClosed) {
    if case .error(let record) = event { errors.append(record) }
  }
}
