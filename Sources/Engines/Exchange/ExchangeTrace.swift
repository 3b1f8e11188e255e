// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Synchronization

/// What went back and forth for a probe, and how it was read: for who wants to watch how a port answers.
///
/// An engine writes, whoever shows it reads. Few packets belong to a probe; who repeats itself is cut off.
public final class ExchangeTrace: Sendable {
  /// Why a packet that looks like an answer was not taken for one.
  public enum Doubt: Hashable, Sendable {
    /// Its checksum is wrong.
    case checksum
    /// It acknowledges something else than the probe, for which this number was wanted.
    case acknowledgment(wanted: UInt32)
    /// It is a reset with a sequence number that the probe did not call for.
    case sequence(wanted: UInt32)
    /// It acknowledges nothing and opens nothing.
    case unrelated
    /// It comes from another port.
    case port(UInt16)
    /// It quotes a packet that is not the probe.
    case quote
    /// It does not give back what the probe bore.
    case content
  }

  /// What happened.
  public enum Event: Hashable, Sendable {
    /// A packet of ours left. `tries` counts from 1; a question to a neighbour is no try.
    case sent(TracedPacket, tries: Int)
    /// A packet of ours did not leave: what the system says.
    case unsent(String)
    /// An answer to the probe.
    case answer(TracedPacket)
    /// Another answer to it, which came when the verdict stood.
    case further(TracedPacket)
    /// The answer to a question about a neighbour.
    case found(TracedPacket)
    /// A packet that was not believed.
    case doubted(TracedPacket, Doubt)
    /// A packet that this machine's kernel sent in answer.
    case kernel(TracedPacket)
    /// The system was asked for a connection.
    case connecting(tries: Int)
    /// What the system said to that: the call's error, 0 for none, in words; and the ICMP error behind it.
    case connected(code: Int32, words: String, error: TracedPacket?)
  }

  /// An event and when it happened, in nanoseconds of a clock that is the same for one trace.
  public struct Entry: Hashable, Sendable {
    /// When it happened.
    public var time: UInt64
    /// What happened.
    public var event: Event
  }

  /// How an answer was read.
  public struct Reading: Hashable, Sendable {
    /// What was read.
    public var answer: Answer
    /// The state it means; `nil` when no row takes it.
    public var state: PortState?
    /// Why, in the words of reports.
    public var reason: Reason
  }

  /// All that is known.
  public struct Account: Sendable {
    /// What asked.
    public var technique: Technique?
    /// Who was asked.
    public var target: Address?
    /// The port that was asked; `nil` for the host itself.
    public var port: UInt16?
    /// In the order of their times.
    public var entries: [Entry] = []
    /// Events that were not kept.
    public var omitted = 0
    /// How the last answer was read; `nil` while there is none.
    public var reading: Reading?
  }

  /// So many events are kept.
  static let limit = 100
  private let state = Mutex(Account())

  /// An empty trace.
  public init() {}

  /// Notes what is asked; a trace follows one probe, the first.
  public func begin(_ work: ScanWork) {
    guard work.space.count > 0 else { return }
    let job = work.space.job(at: 0)
    state.withLock { account in
      guard account.technique == nil else { return }
      let technique = work.techniques[Int(job.technique)]
      (account.technique, account.target) = (technique, job.target)
      account.port = technique.asksHost ? nil : job.port
    }
  }

  /// What was seen so far.
  public var account: Account {
    state.withLock { state in
      var account = state
      // What left at the moment of its answer left before it.
      let order = account.entries.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
      account.entries = order.map(\.element)
      return account
    }
  }

  /// Whether an answer was read.
  var isConcluded: Bool { state.withLock { $0.reading != nil } }

  /// Adds an event.
  func add(_ event: Event, at time: UInt64) {
    state.withLock { account in
      guard account.entries.count < Self.limit else { return account.omitted += 1 }
      account.entries.append(Entry(time: time, event: event))
    }
  }

  /// Notes how an answer was read; the last one counts.
  func conclude(_ answer: Answer, _ state: PortState?, _ reason: Reason) {
    self.state.withLock { $0.reading = Reading(answer: answer, state: state, reason: reason) }
  }
}
