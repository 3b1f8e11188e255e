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
}
