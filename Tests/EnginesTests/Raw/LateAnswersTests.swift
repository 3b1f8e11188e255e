// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// Which late answers spare a try.
struct LateAnswersTests {
  private let question = LateAnswers.Question(target: Address(v4: 0xc000_0209), port: 80, technique: 0)

  private func answer(ttl: UInt8) -> RawAnswer {
    RawAnswer(
      answer: .reply(length: 0, ttl: ttl), reason: .echoReply, evidence: SegmentEvidence(ttl: ttl), isFromTarget: true)
  }

  @Test func firstOneSparesTheNextTry() {
    var late = LateAnswers()
    late.keep(answer(ttl: 1), to: question)
    late.keep(answer(ttl: 2), to: question)
    #expect(late.take(question, tries: 2)?.evidence.ttl == 1)
    #expect(late.take(question, tries: 2) == nil)
    #expect(late.isEmpty)
  }

  @Test func newPassWantsAnAnswerOfItsOwn() {
    var late = LateAnswers()
    late.keep(answer(ttl: 1), to: question)
    #expect(late.take(question, tries: 1) == nil)
    #expect(late.take(question, tries: 2) == nil)
  }

  @Test func sameAddressOnTwoLinks() {
    var late = LateAnswers()
    var (one, other) = (question, question)
    (one.interface, other.interface) = (2, 3)
    late.keep(answer(ttl: 1), to: one)
    #expect(late.take(other, tries: 2) == nil)
    #expect(late.take(one, tries: 2) != nil)
  }

  /// However many there are, the latest are kept and the oldest go: nothing is forgotten all at once.
  @Test func latestAreKept() {
    var late = LateAnswers()
    let count = 3 * LateAnswers.generation + 7
    for number in 0..<count {
      late.keep(answer(ttl: 1), to: LateAnswers.Question(target: Address(v4: UInt32(number)), port: 80, technique: 0))
      // What was kept just now and a while ago is there at any time.
      let before = max(0, number - LateAnswers.generation + 1)
      guard number % 1000 == 0 || number % LateAnswers.generation < 2 else { continue }
      let earlier = LateAnswers.Question(target: Address(v4: UInt32(before)), port: 80, technique: 0)
      let answer = late.take(earlier, tries: 2)
      #expect(answer != nil, "the answer of \(before) is forgotten at \(number)")
      if let answer { late.keep(answer, to: earlier) }
    }
    var kept = 0
    for number in 0..<count {
      let question = LateAnswers.Question(target: Address(v4: UInt32(number)), port: 80, technique: 0)
      if late.take(question, tries: 2) != nil { kept += 1 }
    }
    #expect((LateAnswers.generation...2 * LateAnswers.generation).contains(kept))
    #expect(late.isEmpty)
  }
}
