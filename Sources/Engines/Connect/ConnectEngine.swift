// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Scans by ordinary TCP connections: no privilege, one thread, as many sockets at once as the system gives.
///
/// Serves techniques that `connect`; others need raw sockets or datagrams, and a scan that asks for one ends with
/// `.failed(.unsupportedTechnique)` before the first packet. The kernel resends a SYN by itself after one second (`KernelResends`):
/// a try that waits longer asks the gate for that packet too, and ends before it when the gate does not let it through.
public final class ConnectEngine: ProbeEngine {
  private let mailbox: EngineMailbox
  private let thread: Thread

  /// Starts the engine's thread. `descriptorLimit` bounds the sockets; by default the process's limit does.
  ///
  /// Throws when the system gives no descriptors or no thread.
  public init(descriptorLimit: UInt64? = nil) throws(EngineError) {
    let limit = try DescriptorLimit.current().soft
    let bound = min(limit, descriptorLimit ?? limit)
    let mailbox = try EngineMailbox()
    self.mailbox = mailbox
    thread = try Thread(name: "scan-connect") { ConnectLoop(mailbox: mailbox, descriptorLimit: bound).run() }
    thread.detach()
  }

  deinit {
    mailbox.post(.shutdown)
  }

  /// Connection attempts alone.
  public func serves(_ technique: Technique) -> Bool { Self.canSend(technique) }

  static func canSend(_ technique: Technique) -> Bool { technique.send == .connect }

  /// Starts a scan; see `ProbeEngine.start`. The gate is asked once for each connection attempt.
  public func start(_ work: ScanWork, gate: SendGate, sink: any ScanSink) -> any ScanTicket {
    mailbox.start(work, gate: gate, sink: sink)
  }

  /// Starts a conversation; see `ProbeEngine.converse`.
  public func converse(
    _ conversation: Conversation, gate: SendGate, completion: @escaping @Sendable (ConversationResult) -> Void
  ) -> any Cancellable {
    let id = mailbox.makeID()
    let order = TalkOrder(id: id, conversation: conversation, gate: gate, completion: completion)
    if !mailbox.post(.converse(order)) { completion(.failed(.cancelled)) }
    return TalkHandle(id: id, mailbox: mailbox)
  }

  /// Ends every scan and conversation, then the thread; returns at once.
  public func shutdown() {
    mailbox.post(.shutdown)
  }
}
