// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Valid answers that came when their probe was no longer waited for: they spare the next try.
///
/// Some are the second answer to a probe whose job is decided; those stay until the place is needed.
struct LateAnswers {
  /// What was asked.
  struct Question: Hashable {
    var target: Address
    var port: UInt16
    var technique: UInt8
    /// The kernel's number of the interface that an address with a zone is on; else 0.
    var interface: UInt32 = 0
  }

  /// So many of the latest are never forgotten; twice as many are kept at most.
  static let generation = 1 << 15
  private var recent: [Question: RawAnswer] = [:]
  /// What came before `recent` began; it goes when that is full.
  private var older: [Question: RawAnswer] = [:]

  /// Whether there is none.
  var isEmpty: Bool { recent.isEmpty && older.isEmpty }

  /// Keeps an answer; the first one of a question counts.
  mutating func keep(_ answer: RawAnswer, to question: Question) {
    if recent[question] != nil || older[question] != nil { return }
    if recent.count == Self.generation { (older, recent) = (recent, [:]) }
    recent[question] = answer
  }

  /// The answer to a question that is about to be asked for the `tries`-th time; it is forgotten. What stands here at a
  /// first try answered an earlier pass, or was seen twice: a new pass wants an answer of its own.
  mutating func take(_ question: Question, tries: UInt8) -> RawAnswer? {
    let answer = recent.removeValue(forKey: question) ?? older.removeValue(forKey: question)
    return tries > 1 ? answer : nil
  }
}

extension LateAnswers.Question {
  /// What a job asks.
  init(_ job: ProbeJob) {
    let target = job.wireTarget
    self.init(
      target: target.withoutZone, port: job.port, technique: job.technique,
      interface: target.zone.isNone ? 0 : InterfaceZone.index(of: target.zone.name) ?? 0)
  }
}
