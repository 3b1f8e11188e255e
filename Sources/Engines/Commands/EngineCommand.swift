// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// What other threads ask of the engine's thread.
enum EngineCommand: Sendable {
  /// Starts a scan.
  case start(ScanOrder)
  /// Steers a running scan.
  case control(scan: UInt64, ScanControl)
  /// Starts a conversation.
  case converse(TalkOrder)
  /// Calls a conversation off.
  case cancelTalk(UInt64)
  /// Ends everything and the thread.
  case shutdown
}

/// How a running scan can be steered.
enum ScanControl: Sendable {
  case pause
  case resume
  case stop
  case cancel
  case skip(Address)
}

/// A scan to start.
struct ScanOrder: Sendable {
  let id: UInt64
  let work: ScanWork
  let gate: SendGate
  let sink: any ScanSink
  let handle: ScanHandle

  /// Tells the sink that the scan never began.
  func refuse(_ error: EngineError) {
    sink.finished(EngineEnd(cause: .failed(error), undecided: work.space.count))
  }
}

/// A conversation to start.
struct TalkOrder: Sendable {
  let id: UInt64
  let conversation: Conversation
  let gate: SendGate
  let completion: @Sendable (ConversationResult) -> Void
}
