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

  private static let limit = 1 << 16
  private var answers: [Question: RawAnswer] = [:]

  /// Whether there is none.
  var isEmpty: Bool { answers.isEmpty }

  /// Keeps an answer; the first one of a question counts.
  mutating func keep(_ answer: RawAnswer, to question: Question) {
    if answers.count >= Self.limit { answers.removeAll(keepingCapacity: true) }
    if answers[question] == nil { answers[question] = answer }
  }

  /// The answer to a question that is about to be asked for the `tries`-th time; it is forgotten. What stands here at a
  /// first try answered an earlier pass, or was seen twice: a new pass wants an answer of its own.
  mutating func take(_ question: Question, tries: UInt8) -> RawAnswer? {
    let answer = answers.removeValue(forKey: question)
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
