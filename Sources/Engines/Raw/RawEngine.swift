// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Scans by packets of our own: any TCP flags, datagrams, echo requests, over IPv4 and IPv6. Needs raw sockets.
///
/// One thread. Packets are written from templates and leave many at a time; answers are read from memory that is shared
/// with the kernel and believed only when they give back a keyed hash of what was asked.
public final class RawEngine: ProbeEngine {
  private let mailbox: EngineMailbox

  /// Starts the engine's thread on sockets that were opened before.
  ///
  /// Throws when the system refuses the receive ring, the source ports, or the tables of routes.
  public init(_ sockets: consuming RawSockets) throws(EngineError) {
    let mailbox = try EngineMailbox()
    self.mailbox = mailbox
    let loop = try RawLoop(mailbox: mailbox, sockets: sockets)
    let start = LoopStart(loop)
    let thread = try Thread(name: "scan-raw") { start.loop.run() }
    thread.detach()
  }

  deinit {
    mailbox.post(.shutdown)
  }

  /// Everything but connection attempts, which are the system's.
  public func serves(_ technique: Technique) -> Bool { Self.canSend(technique) }

  static func canSend(_ technique: Technique) -> Bool {
    technique.send != .connect
  }

  /// Starts a scan; see `ProbeEngine.start`.
  public func start(_ work: ScanWork, gate: SendGate, sink: any ScanSink) -> any ScanTicket {
    mailbox.start(work, gate: gate, sink: sink)
  }

  /// Conversations are the connect engine's: this one calls each off at once.
  public func converse(
    _ conversation: Conversation, gate: SendGate, completion: @escaping @Sendable (ConversationResult) -> Void
  ) -> any Cancellable {
    completion(.failed(.cancelled))
    return TalkHandle(id: mailbox.makeID(), mailbox: mailbox)
  }

  /// Ends every scan, then the thread; returns at once.
  public func shutdown() { mailbox.post(.shutdown) }
}

/// Carries the loop to its thread, on which alone it is used from then on.
private final class LoopStart: @unchecked Sendable {
  let loop: RawLoop

  init(_ loop: RawLoop) { self.loop = loop }
}
