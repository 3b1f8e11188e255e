// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import NetworkTypes

@Suite struct TCPFlagsTests {
  @Test func roundTripsEveryByte() {
    for byte in UInt8.min...UInt8.max {
      let flags = TCPFlags(rawValue: byte)
      #expect(TCPFlags(flags.description) == flags)
    }
  }

  @Test func printsUsualSpellings() {
    let spellings: [(TCPFlags, String)] = [
      ([.syn, .ack], "SYN|ACK"), ([.fin, .psh, .urg], "FIN|PSH|URG"), ([.rst, .ack], "RST|ACK"), ([], "NONE"),
      ([.fin, .ack], "FIN|ACK"), ([.syn, .psh], "SYN|PSH"), ([.syn, .ece, .cwr], "SYN|ECE|CWR"),
    ]
    for (flags, text) in spellings { #expect(flags.description == text) }
    #expect(TCPFlags.syn.rawValue == 2 && TCPFlags.cwr.rawValue == 128)
    for text in ["", "syn", "SYN|", "|", "SYN,ACK", "FOO"] { #expect(TCPFlags(text) == nil) }
  }
}

@Suite struct PortStateTests {
  @Test func roundTripsEveryState() {
    for raw in UInt8(1)...7 {
      let state = PortState(rawValue: raw)
      #expect(PortState(state.description) == state)
    }
    #expect(PortState([.open, .filtered]).description == "open|filtered")
    #expect(PortState([.closed, .open]).description == "unfiltered")
    #expect(PortState([.closed, .filtered]).description == "closed|filtered")
    #expect(PortState(rawValue: 255).description == "open|closed|filtered")
    #expect(PortState([]).description == "unknown" && PortState("unknown") == nil && PortState("Open") == nil)
  }

  @Test func mayBe() {
    let doubt: PortState = [.open, .filtered]
    #expect(doubt.mayBe(.open) && doubt.mayBe(.filtered) && !doubt.mayBe(.closed) && doubt.mayBe(.unfiltered))
    #expect(!PortState([]).mayBe(.open))
  }
}

@Suite struct ReasonTests {
  @Test func everyReasonHasItsWord() {
    #expect(Set(Reason.allCases.map(\.word)).count == Reason.allCases.count)
    for reason in Reason.allCases {
      #expect(Reason(word: reason.word) == reason && reason.meaning.hasSuffix("."))
    }
    #expect(Reason.rows.map(\.reason) == Reason.allCases)
    #expect(Reason(word: "nonsense") == nil && Reason.synAck.word == "syn-ack" && "\(Reason.reset)" == "reset")
  }
}

@Suite struct UnreachableKindTests {
  @Test(
    arguments: [
      (3, 0, "net net-unreach"), (3, 1, "host host-unreach"), (3, 2, "protocol proto-unreach"),
      (3, 3, "port port-unreach"), (3, 4, "other dest-unreach"), (3, 5, "other dest-unreach"),
      (3, 6, "net dest-unreach"), (3, 8, "host dest-unreach"), (3, 9, "admin net-prohibited"),
      (3, 10, "admin host-prohibited"), (3, 11, "net dest-unreach"), (3, 12, "host dest-unreach"),
      (3, 13, "admin admin-prohibited"), (3, 14, "admin dest-unreach"), (3, 15, "admin dest-unreach"),
      (3, 200, "other dest-unreach"), (11, 0, "other time-exceeded"), (11, 1, "other time-exceeded"),
      (0, 0, nil), (4, 0, nil), (5, 0, nil), (8, 0, nil), (12, 0, nil),
    ] as [(UInt8, UInt8, String?)])
  func readsICMP(type: UInt8, code: UInt8, expected: String?) {
    #expect(UnreachableKind.icmp4(type: type, code: code).map { "\($0.kind) \($0.reason)" } == expected)
  }

  @Test(
    arguments: [
      (1, 0, "net no-route"), (1, 1, "admin admin-prohibited"), (1, 2, "net beyond-scope"), (1, 3, "host host-unreach"),
      (1, 4, "port port-unreach"), (1, 5, "admin admin-prohibited"), (1, 6, "admin reject-route"),
      (1, 7, "other dest-unreach"), (3, 0, "other time-exceeded"), (4, 1, "protocol param-problem"),
      (2, 0, nil), (4, 0, nil), (4, 2, nil), (128, 0, nil), (129, 0, nil),
    ] as [(UInt8, UInt8, String?)])
  func readsICMPv6(type: UInt8, code: UInt8, expected: String?) {
    #expect(UnreachableKind.icmp6(type: type, code: code).map { "\($0.kind) \($0.reason)" } == expected)
  }

  @Test func portsAreJudgedByTheTargetAlone() {
    #expect(UnreachableKind.port.judged(fromTarget: true) == .port)
    #expect(UnreachableKind.port.judged(fromTarget: false) == .admin)
    #expect(UnreachableKind.protocol.judged(fromTarget: false) == .admin)
    #expect(UnreachableKind.net.judged(fromTarget: false) == .net)
    for kind in UnreachableKind.allCases { #expect(UnreachableKind(name: "\(kind)") == (kind == .other ? nil : kind)) }
  }
}
