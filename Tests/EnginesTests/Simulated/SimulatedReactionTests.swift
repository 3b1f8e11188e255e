// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import Engines

/// The table of answers: every kind of port behind every kind of filter, asked in every way.
struct SimulatedReactionTests {
  private static let open = SimulatedHost.PortBehaviour.open(banner: [], reply: [1])

  private func host(
    _ behaviour: SimulatedHost.PortBehaviour, filter: SimulatedHost.PacketFilter = .none
  ) -> SimulatedHost {
    SimulatedHost(
      targets: TargetSet(Address(v4: 0x0a00_0001)), rules: [(PortSet(80...80), behaviour)], filter: filter)
  }

  private func flags(
    of host: SimulatedHost, to sent: TCPFlags, port: UInt16 = 80, family: Address.Family = .v4
  ) -> TCPFlags? {
    guard case .segment(let flags, _)? = host.reaction(to: .segment(sent), port: port, family: family) else {
      return nil
    }
    return flags
  }

  /// RFC 9293 section 3.10.7: every combination of flags at a listening socket and at none.
  @Test(arguments: 0...255 as ClosedRange<UInt8>)
  func everyCombination(bits: UInt8) {
    let sent = TCPFlags(rawValue: bits)
    let listener: TCPFlags? =
      if sent.contains(.rst) {
        nil
      } else if sent.contains(.ack) {
        .rst
      } else {
        sent.contains(.syn) && !sent.contains(.fin) ? [.syn, .ack] : nil
      }
    #expect(flags(of: host(Self.open), to: sent) == listener)
    let closed: TCPFlags? = sent.contains(.rst) ? nil : sent.contains(.ack) ? .rst : [.rst, .ack]
    #expect(flags(of: host(.closed), to: sent) == closed)
    #expect(flags(of: host(.reject(.reset)), to: sent) == closed)
    #expect(host(.drop).reaction(to: .segment(sent), port: 80, family: .v4) == nil)
  }

  /// A technique, what it sends, and what it makes of a port that is open, closed, dropped, rejected.
  struct Row: Sendable {
    let name: String
    let sent: TCPFlags
    let states: [String]
  }

  private static let rows: [Row] = [
    Row(name: "syn", sent: .syn, states: ["open", "closed", "filtered", "filtered"]),
    Row(name: "ack", sent: .ack, states: ["unfiltered", "unfiltered", "filtered", "filtered"]),
    Row(name: "fin", sent: .fin, states: ["open|filtered", "closed", "open|filtered", "filtered"]),
    Row(name: "null", sent: [], states: ["open|filtered", "closed", "open|filtered", "filtered"]),
    Row(name: "xmas", sent: [.fin, .psh, .urg], states: ["open|filtered", "closed", "open|filtered", "filtered"]),
    // A listening Linux resets what acknowledges: the answer that `maimon` takes for closed.
    Row(name: "maimon", sent: [.fin, .ack], states: ["closed", "closed", "open|filtered", "filtered"]),
    Row(name: "window", sent: .ack, states: ["closed", "closed", "filtered", "filtered"]),
  ]

  @Test(arguments: rows)
  func techniques(row: Row) {
    let technique = Technique.simulated(row.name, row.sent)
    let behaviours: [SimulatedHost.PortBehaviour] = [Self.open, .closed, .drop, .reject(.admin)]
    for (behaviour, state) in zip(behaviours, row.states) {
      let answer = host(behaviour).reaction(to: .segment(row.sent), port: 80, family: .v4)
      #expect(technique.reading(of: answer).description == state, "\(row.name) at \(behaviour)")
    }
  }

  @Test func statefulFilter() {
    let host = host(Self.open, filter: .stateful)
    #expect(flags(of: host, to: .syn) == [.syn, .ack])
    #expect(flags(of: host, to: [.syn, .ece, .cwr]) == [.syn, .ack])
    let strangers: [TCPFlags] = [.ack, .fin, [], .rst, [.fin, .psh, .urg], [.syn, .ack], [.syn, .fin]]
    for sent in strangers {
      #expect(host.reaction(to: .segment(sent), port: 80, family: .v4) == nil, "\(sent)")
    }
    #expect(host.reaction(to: .datagram, port: 80, family: .v4) == .datagram([1]))
    #expect(host.reaction(to: .echo, port: 0, family: .v4) == .echo)
  }

  @Test func statelessFilter() {
    let host = host(Self.open, filter: .stateless(PortSet(1000...1999) | PortSet(80...80)))
    #expect(flags(of: host, to: .syn) == nil)
    #expect(flags(of: host, to: [.syn, .psh]) == nil)
    #expect(flags(of: host, to: .ack) == .rst)
    #expect(flags(of: host, to: .ack, port: 1500) == .rst)
    #expect(flags(of: host, to: .fin, port: 1500) == [.rst, .ack])
    #expect(flags(of: host, to: .syn, port: 1500) == nil)
    #expect(flags(of: host, to: .syn, port: 2000) == [.rst, .ack])
    // A SYN that carries a FIN is not bare: it passes the filter, and the host drops it.
    #expect(flags(of: host, to: [.syn, .fin], port: 1500) == [.rst, .ack])
  }

  @Test(arguments: [
    (SimulatedHost.Rejection.admin, Reason.adminProhibited, Reason.adminProhibited, UnreachableKind.admin),
    (.port, .portUnreach, .portUnreach, .port), (.host, .hostUnreach, .hostUnreach, .host),
    (.net, .netUnreach, .noRoute, .net),
  ])
  func rejections(rejection: SimulatedHost.Rejection, v4: Reason, v6: Reason, kind: UnreachableKind) {
    let host = host(.reject(rejection))
    for (family, reason) in [(Address.Family.v4, v4), (.v6, v6)] {
      #expect(host.reaction(to: .segment(.syn), port: 80, family: family) == .unreachable(kind, reason))
      #expect(host.reaction(to: .datagram, port: 80, family: family) == .unreachable(kind, reason))
    }
  }

  @Test func datagrams() {
    let mute = host(.open(banner: [], reply: nil))
    #expect(mute.reaction(to: .datagram, port: 80, family: .v4) == nil)
    #expect(mute.reaction(to: .datagram, port: 81, family: .v4) == .unreachable(.port, .portUnreach))
    #expect(host(.drop).reaction(to: .datagram, port: 80, family: .v4) == nil)
    #expect(host(.reject(.reset)).reaction(to: .datagram, port: 80, family: .v6) == .unreachable(.port, .portUnreach))
  }

  @Test func discovery() {
    for (rest, echo) in [
      (SimulatedHost.PortBehaviour.closed, SimulatedAnswer.echo), (.drop, nil),
      (.reject(.host), .unreachable(.host, .hostUnreach)),
    ] as [(SimulatedHost.PortBehaviour, SimulatedAnswer?)] {
      let host = SimulatedHost(targets: TargetSet(Address(v4: 1)), rest: rest)
      #expect(host.reaction(to: .echo, port: 0, family: .v4) == echo)
      #expect(host.reaction(to: .neighbour, port: 0, family: .v4) == .neighbour)
    }
  }

  @Test func aPortPinnedToAProtocol() {
    let host = SimulatedHost(
      targets: TargetSet(Address(v4: 1)),
      rules: [(PortSet(53...53, .tcp), .drop), (PortSet(53...53, .udp), Self.open), (PortSet(60...70), .drop)],
      rest: .closed)
    #expect(host.behaviour(of: 53, .tcp) == .drop)
    #expect(host.behaviour(of: 53, .udp) == Self.open)
    for port in [59, 71] as [UInt16] { #expect(host.behaviour(of: port, .tcp) == .closed) }
    for port in [60, 65, 70] as [UInt16] { #expect(host.behaviour(of: port, .udp) == .drop) }
  }
}

extension Technique {
  /// A technique of the prelude that sends flags.
  static func simulated(_ name: String, _ sent: TCPFlags) -> Technique {
    let isSilentWhenOpen = !sent.contains(.syn) && (sent.isDisjoint(with: .ack) || sent.contains(.fin))
    var arms: [Arm] = []
    switch name {
    case "syn": arms = [Arm(answer: .flags([.syn, .ack]), state: .open), Arm(answer: .flags(.rst), state: .closed)]
    case "ack": arms = [Arm(answer: .flags(.rst), state: .unfiltered)]
    case "window":
      let condition = Condition.compare(.field(.window), .greater, .integer(0))
      arms = [
        Arm(answer: .flags(.rst), condition: condition, state: .open), Arm(answer: .flags(.rst), state: .closed),
      ]
    default: arms = [Arm(answer: .flags(.rst), state: .closed)]
    }
    arms.append(Arm(answer: .unreachable([]), state: .filtered))
    arms.append(Arm(answer: .silence, state: isSilentWhenOpen ? [.open, .filtered] : .filtered))
    return Technique(name: name, send: .flags(sent), arms: arms)
  }

  /// The state that the technique reads from an answer of a simulated host, or from none.
  fileprivate func reading(of answer: SimulatedAnswer?) -> PortState {
    let read: Answer =
      switch answer {
      case .segment(let flags, let window)?: .tcp(flags: flags, window: window, ttl: 64, length: 0)
      case .unreachable(let kind, _)?: .unreachable(kind)
      default: .silence
      }
    return state(for: read) ?? state(for: .silence) ?? .filtered
  }
}
