// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Synchronization

/// The engines of this machine as one: connections and conversations by the system, everything else by packets of our
/// own where the process was granted raw sockets.
///
/// The raw engine is started with the first scan that needs it.
public final class MachineEngine: ProbeEngine {
  private let connect: ConnectEngine
  private let grant: RawSocketGrant?
  private let raw = Mutex<Result<RawEngine, EngineError>?>(nil)

  /// Puts the engines together; `grant` is what raw packets are sent with.
  public init(connect: ConnectEngine, grant: RawSocketGrant?) {
    self.connect = connect
    self.grant = grant
  }

  /// What one of the engines sends.
  public func serves(_ technique: Technique) -> Bool {
    connect.serves(technique) || (grant != nil && RawEngine.canSend(technique))
  }

  /// Starts a scan; one with techniques of both engines is divided between them.
  public func start(_ work: ScanWork, gate: SendGate, sink: any ScanSink) -> any ScanTicket {
    let used = Set(work.space.probes.map(\.technique))
    let connecting = used.filter { connect.serves(work.techniques[Int($0)]) }
    if connecting.count == used.count { return connect.start(work, gate: gate, sink: sink) }
    guard let raw = rawEngine(work, sink) else { return IdleTicket(total: work.space.count) }
    if connecting.isEmpty { return raw.start(work, gate: gate, sink: sink) }
    return DividedScan.start(work, gate: gate, sink: sink) { number -> any ProbeEngine in
      if connecting.contains(number) { connect } else { raw }
    }
  }

  /// The raw engine, started at its first use; where that fails the scan ends with the reason.
  private func rawEngine(_ work: ScanWork, _ sink: any ScanSink) -> RawEngine? {
    let found = raw.withLock { raw -> Result<RawEngine, EngineError> in
      if let raw { return raw }
      let made = startRawEngine(for: work)
      raw = made
      return made
    }
    switch found {
    case .success(let engine): return engine
    case .failure(let error):
      sink.finished(EngineEnd(cause: .failed(error), undecided: work.space.count))
      return nil
    }
  }

  private func startRawEngine(for work: ScanWork) -> Result<RawEngine, EngineError> {
    guard let sockets = grant?.redeem() else {
      let name = work.techniques.first { !connect.serves($0) }?.name ?? ""
      return .failure(.unsupportedTechnique(name: name))
    }
    do throws(EngineError) {
      return .success(try RawEngine(sockets))
    } catch {
      return .failure(error)
    }
  }

  /// Conversations are connections.
  public func converse(
    _ conversation: Conversation, gate: SendGate, completion: @escaping @Sendable (ConversationResult) -> Void
  ) -> any Cancellable {
    connect.converse(conversation, gate: gate, completion: completion)
  }

  /// Ends everything in both.
  public func shutdown() {
    connect.shutdown()
    if case .success(let engine) = raw.withLock({ $0 }) { engine.shutdown() }
  }
}
