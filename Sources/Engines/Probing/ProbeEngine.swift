// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Where a scan's observations go. Both functions are called on the engine's thread and must be quick.
public protocol ScanSink: AnyObject, Sendable {
  /// Takes verdicts, each job at most once per scan; the batch is never empty.
  func observed(_ batch: [Observation])
  /// Takes the end of the scan: called exactly once, as the last call.
  func finished(_ end: EngineEnd)
}

/// The handle on a running scan. Every function may be called from any thread, and after the end does nothing.
public protocol ScanTicket: AnyObject, Sendable {
  /// Stops sending until `resume`; answers to what is in flight are still taken.
  func pause()
  /// Ends a pause.
  func resume()
  /// Stops sending, waits for what is in flight, then ends the scan with `.stopped`.
  func stop()
  /// Ends the scan at once with `.stopped`; what is in flight stays undecided.
  func cancel()
  /// Leaves out the remaining jobs of one host.
  func skip(_ host: Address)
  /// How far the scan is.
  var progress: ScanProgress { get }
}

/// Something under way that can be called off.
public protocol Cancellable: AnyObject, Sendable {
  /// Calls it off; its completion is still called, with `.cancelled`, unless it was called already.
  func cancel()
}

/// Probe jobs in, observations out. Many scans and conversations run at the same time.
public protocol ProbeEngine: AnyObject, Sendable {
  /// Whether the engine can send a technique's probes.
  func serves(_ technique: Technique) -> Bool

  /// Starts a scan and returns at once.
  ///
  /// Each packet is asked for at `gate`. A technique that the engine cannot serve ends the scan with
  /// `.failed(.unsupportedTechnique)` before the first packet.
  func start(_ work: ScanWork, gate: SendGate, sink: any ScanSink) -> any ScanTicket

  /// Connects, says something, listens; `completion` is called exactly once, on the engine's thread, and must be quick.
  func converse(
    _ conversation: Conversation, gate: SendGate, completion: @escaping @Sendable (ConversationResult) -> Void
  ) -> any Cancellable

  /// Ends every scan (`.stopped`) and conversation (`.cancelled`) and gives all descriptors back.
  func shutdown()
}
