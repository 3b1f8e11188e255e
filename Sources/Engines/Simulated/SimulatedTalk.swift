// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// A conversation with a simulated host: connect, hear the banner, hear the reply to what is said.
///
/// `@unchecked Sendable` like its engine: one thread uses it.
final class SimulatedTalk: Cancellable, @unchecked Sendable {
  /// What happens when the talk's moment has come.
  private enum Phase {
    /// A SYN is to be sent: the first, or the system's resend.
    case connect
    /// The answer to it arrives.
    case answer(SimulatedAnswer, roundTrip: UInt64)
    /// The exchange is over.
    case over(ConversationResult)
  }

  /// The system sends a SYN this often, one second apart (`KernelResends`).
  private static let mostSegments = 3

  private let conversation: Conversation
  private let gate: SendGate
  private weak var engine: SimulatedEngine?
  private let completion: (ConversationResult) -> Void
  /// When something happens to it.
  private(set) var due: MonotonicTime
  private var phase = Phase.connect
  private var startedAt: MonotonicTime?
  private var segments = 0
  private(set) var isOver = false

  init(
    _ conversation: Conversation, gate: SendGate, engine: SimulatedEngine, due: MonotonicTime,
    completion: @escaping (ConversationResult) -> Void
  ) {
    self.conversation = conversation
    self.gate = gate
    self.engine = engine
    self.due = due
    self.completion = completion
  }

  func cancel() { finish(.failed(.cancelled)) }

  /// Tells the result, once.
  func finish(_ result: ConversationResult) {
    if isOver { return }
    isOver = true
    due = .distantFuture
    completion(result)
  }

  /// Goes on: its moment has come.
  func proceed(_ now: MonotonicTime, _ engine: SimulatedEngine) {
    switch phase {
    case .over(let result): finish(result)
    case .answer(let answer, let roundTrip): take(answer, roundTrip, now, engine)
    case .connect: connect(now, engine)
    }
  }

  // MARK: Handshake

  private func connect(_ now: MonotonicTime, _ engine: SimulatedEngine) {
    let end = startedAt.map(handshakeEnd) ?? .distantFuture
    if segments == Self.mostSegments || now >= end { return finish(.failed(.connectTimeout)) }
    switch gate.admission(of: conversation.target, now: now) {
    case .send: break
    case .refused(.scope(let address)): return finish(.failed(.refusedByScope(address)))
    case .refused(.packetLimit): return finish(.failed(segments == 0 ? .limit : .connectTimeout))
    case .refused(.closed): return finish(.failed(.cancelled))
    case .wait(let until), .waitForHost(let until):
      // The system does not ask before it resends.
      if segments > 0 { return finish(.failed(.connectTimeout)) }
      due = until
      return
    }
    segments += 1
    let begun = startedAt ?? now
    startedAt = begun
    let echo = engine.wire.send(.segment(.syn), to: conversation.target, port: conversation.port, now: now)
    let resend = min(now.advanced(byNanoseconds: 1_000_000_000), handshakeEnd(begun))
    if let echo, now.advanced(byNanoseconds: echo.delay) < resend {
      phase = .answer(echo.answer, roundTrip: echo.delay)
      due = now.advanced(byNanoseconds: echo.delay)
    } else {
      due = resend
    }
  }

  /// The system gives up 3 s after the first segment, the caller after its timeout.
  private func handshakeEnd(_ begun: MonotonicTime) -> MonotonicTime {
    min(begun.advanced(by: conversation.timeout), begun.advanced(byNanoseconds: 3_000_000_000))
  }

  // MARK: Talking

  private func take(
    _ answer: SimulatedAnswer, _ roundTrip: UInt64, _ now: MonotonicTime, _ engine: SimulatedEngine
  ) {
    switch answer {
    case .segment(let flags, _) where flags.contains(.syn): listen(roundTrip, now, engine)
    case .unreachable(_, let reason): finish(.failed(.unreachable(reason)))
    default: finish(.failed(.refused))
    }
  }

  private func listen(_ roundTrip: UInt64, _ now: MonotonicTime, _ engine: SimulatedEngine) {
    let deadline = (startedAt ?? now).advanced(by: conversation.timeout)
    let patience = min(deadline, now.advanced(by: conversation.wait))
    let bytes = engine.network.words(of: conversation)
    let arrival = now.advanced(byNanoseconds: engine.wire.deliver(from: conversation.target))
    guard !bytes.isEmpty, arrival <= patience else {
      let silence = min(conversation.wait, conversation.timeout)
      return end(.failed(.silent(after: silence)), at: patience)
    }
    let result = ConversationResult.data(
      Array(bytes.prefix(conversation.max)), rtt: Int32(clamping: roundTrip / 1_000))
    if bytes.count >= conversation.max { return end(result, at: arrival) }
    end(result, at: min(deadline, arrival.advanced(by: conversation.quietGap)))
  }

  private func end(_ result: ConversationResult, at moment: MonotonicTime) {
    phase = .over(result)
    due = moment
  }
}

extension SimulatedEngine {
  /// Lets the conversations go on whose moment has come, in the order in which they began.
  func advanceTalks() {
    if talks.isEmpty { return }
    let now = clock.now
    for talk in talks where talk.due <= now { talk.proceed(now, self) }
    talks.removeAll { $0.isOver }
  }
}

extension SimulatedNetwork {
  /// What a port says in a conversation: its banner, and its reply where something is said to it.
  fileprivate func words(of conversation: Conversation) -> [UInt8] {
    guard let number = hostNumber(at: conversation.target),
      case .open(let banner, let reply) = hosts[number].behaviour(of: conversation.port, .tcp)
    else { return [] }
    return conversation.send.isEmpty ? banner : banner + (reply ?? [])
  }
}
