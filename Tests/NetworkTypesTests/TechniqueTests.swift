// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@Suite struct TechniqueTests {
  private static let window = Technique(
    name: "window", send: .flags(.ack),
    arms: [
      Technique.Arm(
        answer: .flags(.rst), condition: .compare(.field(.window), .greater, .integer(0)), state: .open),
      Technique.Arm(answer: .flags(.rst), state: .closed),
      Technique.Arm(answer: .unreachable([]), state: .filtered),
      Technique.Arm(answer: .silence, state: .filtered),
    ])

  private static let udp = Technique(
    name: "udp", send: .payload,
    arms: [
      Technique.Arm(answer: .reply, state: .open), Technique.Arm(answer: .unreachable([.port]), state: .closed),
      Technique.Arm(answer: .unreachable([]), state: .filtered),
      Technique.Arm(answer: .silence, state: [.open, .filtered]),
    ])

  private func segment(_ flags: TCPFlags, window: UInt16 = 0, ttl: UInt8 = 64, length: Int = 0) -> Answer {
    .tcp(flags: flags, window: window, ttl: ttl, length: length)
  }

  @Test func firstArmThatFitsDecides() {
    let window = TechniqueTests.window
    #expect(window.state(for: segment(.rst, window: 1)) == .open)
    #expect(window.state(for: segment([.rst, .ack])) == .closed)
    #expect(window.state(for: segment([.syn, .ack])) == nil && window.state(for: .reply(length: 1, ttl: 1)) == nil)
    #expect(window.state(for: .unreachable(.other)) == .filtered && window.state(for: .silence) == .filtered)
    let udp = TechniqueTests.udp
    #expect(udp.state(for: .reply(length: 0, ttl: 64)) == .open && udp.state(for: .unreachable(.port)) == .closed)
    #expect(udp.state(for: .unreachable(.admin)) == .filtered && udp.state(for: .silence) == [.open, .filtered])
    #expect(udp.state(for: .accepted) == nil && udp.state(for: .refused) == nil)
  }

  @Test func knowsItsTransportAndStates() {
    let connect = Technique(
      name: "connect", send: .connect,
      arms: [
        Technique.Arm(answer: .accepted, state: .open), Technique.Arm(answer: .refused, state: .closed),
        Technique.Arm(answer: .refused, state: .filtered),
      ])
    #expect(TechniqueTests.window.transport == .tcp && TechniqueTests.window.needsRawSocket)
    #expect(TechniqueTests.udp.transport == .udp && !TechniqueTests.udp.needsRawSocket)
    #expect(connect.transport == .tcp && !connect.needsRawSocket && !connect.judgesSilence)
    #expect(TechniqueTests.window.possibleStates == [.open, .closed, .filtered])
    #expect(TechniqueTests.window.judgesSilence && TechniqueTests.window.shadowedArms.isEmpty)
    #expect(connect.possibleStates == [.open, .closed] && connect.shadowedArms == [2])
    #expect(connect.armIndex(giving: .closed) == 1 && connect.armIndex(giving: .filtered) == nil)
  }

  @Test func patternsCoverOneAnother() {
    let (reset, resetAck) = (AnswerPattern.flags(.rst), AnswerPattern.flags([.rst, .ack]))
    #expect(reset.covers(resetAck) && !resetAck.covers(reset))
    let (any, port) = (AnswerPattern.unreachable([]), AnswerPattern.unreachable([.port]))
    #expect(any.covers(port) && !port.covers(any))
    #expect(AnswerPattern.unreachable([.port, .net]).covers(port) && !AnswerPattern.reply.covers(.silence))
    #expect(AnswerPattern.flags([]).matches(segment(.fin)) && !AnswerPattern.flags([]).matches(.silence))
  }

  @Test func printsAsTheLanguageWritesIt() {
    var technique = TechniqueTests.window
    technique.options = Technique.Options(ttl: 64, window: 1024, payload: Array("A\"\\\n\u{1}~".utf8), sourcePort: 53)
    #expect(
      technique.source == #"""
        technique window {
          send ACK
          ttl 64
          window 1024
          payload b"A\"\\\n\x01~"
          source_port 53
          RST if window > 0 => open
          RST => closed
          unreachable => filtered
          silence => filtered
        }
        """#)
    #expect(technique.description == "window" && "\(TechniqueTests.udp.arms[1])" == "unreachable(port) => closed")
    #expect(Technique(name: "", send: .connect, arms: []).source == "technique {\n  connect\n}")
  }
}

@Suite struct ConditionTests {
  private let answer = Answer.tcp(flags: [.rst, .ack], window: 10, ttl: 64, length: 5)

  @Test(
    arguments: [
      (.equal, false, false, true), (.notEqual, true, true, false), (.less, false, true, false),
      (.lessOrEqual, false, true, true), (.greater, true, false, false), (.greaterOrEqual, true, false, true),
    ] as [(Condition.Comparison, Bool, Bool, Bool)])
  func compares(comparison: Condition.Comparison, below: Bool, above: Bool, same: Bool) {
    #expect(Condition.compare(.field(.window), comparison, .integer(9)).holds(for: answer) == below)
    #expect(Condition.compare(.field(.window), comparison, .integer(11)).holds(for: answer) == above)
    #expect(Condition.compare(.field(.window), comparison, .integer(10)).holds(for: answer) == same)
  }

  @Test func missingPartsDecideNothing() {
    let window = Condition.compare(.field(.window), .greater, .integer(0))
    let reply = Answer.reply(length: 5, ttl: 1)
    #expect(!window.holds(for: reply) && !Condition.not(window).holds(for: reply) && !window.holds(for: .silence))
    #expect(Condition.or(window, .constant(true)).holds(for: reply))
    #expect(!Condition.and(window, .constant(true)).holds(for: reply))
    #expect(Condition.not(.and(window, .constant(false))).holds(for: reply))
    #expect(Condition.compare(.field(.length), .equal, .integer(5)).holds(for: reply))
    #expect(Condition.compare(.field(.ttl), .equal, .integer(1)).holds(for: reply))
  }

  @Test func readsFlags() {
    #expect(Condition.has(.field(.flags), .flags(.ack)).holds(for: answer))
    #expect(!Condition.has(.field(.flags), .flags(.syn)).holds(for: answer))
    #expect(Condition.compare(.field(.flags), .equal, .flags([.rst, .ack])).holds(for: answer))
    #expect(Condition.compare(.field(.flags), .notEqual, .flags(.rst)).holds(for: answer))
    #expect(!Condition.compare(.field(.flags), .less, .flags(.rst)).holds(for: answer))
    #expect(!Condition.compare(.field(.flags), .equal, .integer(4)).holds(for: answer))
    #expect(!Condition.has(.field(.ttl), .flags(.ack)).holds(for: answer))
  }

  @Test func printsWithTheParenthesesItNeeds() {
    let ttl = Condition.compare(.field(.ttl), .less, .integer(64))
    let ack = Condition.has(.field(.flags), .flags(.ack))
    #expect(Condition.and(.or(ttl, ack), ttl).description == "(ttl < 64 or flags has ACK) and ttl < 64")
    #expect(Condition.or(.and(ttl, ack), ttl).description == "ttl < 64 and flags has ACK or ttl < 64")
    #expect(Condition.not(.and(ttl, ack)).description == "not (ttl < 64 and flags has ACK)")
    #expect(Condition.and(ttl, .and(ack, .constant(true))).description == "ttl < 64 and (flags has ACK and true)")
  }
}
