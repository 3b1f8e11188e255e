// SPDX-License-Identifier: GPL-3.0-or-later

/// A way to ask about a port: a probe, and a table that reads the answers.
public struct Technique: Hashable, Sendable {
  /// What is sent.
  public enum Send: Hashable, Sendable {
    /// A TCP segment with these flags, sent raw.
    case flags(TCPFlags)
    /// A UDP datagram.
    case payload
    /// A connection attempt of the system.
    case connect
    /// An ICMP or ICMPv6 echo request (RFC 792, RFC 4443): asks a host, not a port. Scripts say `icmp` and `ping`.
    case echo
    /// An ARP request or neighbour solicitation (RFC 826, RFC 4861): asks a host on the same link. Scripts say `arp`.
    case neighbour
  }

  /// How the probe differs from the usual one; nil leaves a value to the engine.
  public struct Options: Hashable, Sendable {
    /// The time to live or hop limit.
    public var ttl: UInt8?
    /// The window of the TCP segment.
    public var window: UInt16?
    /// The bytes to send.
    public var payload: [UInt8]?
    /// The port to send from.
    public var sourcePort: UInt16?

    /// Options, none set unless given.
    public init(ttl: UInt8? = nil, window: UInt16? = nil, payload: [UInt8]? = nil, sourcePort: UInt16? = nil) {
      self.ttl = ttl
      self.window = window
      self.payload = payload
      self.sourcePort = sourcePort
    }
  }

  /// A row of the table: an answer, what else must hold, and the state it means.
  public struct Arm: Hashable, Sendable {
    /// The answers that the arm takes.
    public var answer: AnswerPattern
    /// What must hold of the answer as well.
    public var condition: Condition?
    /// What the answer says of the port.
    public var state: PortState

    /// A row, without a condition unless given.
    public init(answer: AnswerPattern, condition: Condition? = nil, state: PortState) {
      self.answer = answer
      self.condition = condition
      self.state = state
    }
  }

  /// The name; empty for a technique made in an expression.
  public var name: String
  /// What is sent.
  public var send: Send
  /// How the probe differs from the usual one.
  public var options: Options
  /// The table, tried from the top.
  public var arms: [Arm]

  /// A technique; nothing is checked here.
  public init(name: String, send: Send, options: Options = Options(), arms: [Arm]) {
    self.name = name
    self.send = send
    self.options = options
    self.arms = arms
  }

  /// The protocol of the ports that the technique can ask about; means nothing where it asks the host.
  public var transport: TransportProtocol { send == .payload ? .udp : .tcp }

  /// True when sending takes a raw socket, and so a privilege.
  public var needsRawSocket: Bool {
    switch send {
    case .flags, .echo, .neighbour: true
    case .payload, .connect: false
    }
  }

  /// True when a host is asked and no port of it.
  public var asksHost: Bool { send == .echo || send == .neighbour }

  /// The state that an answer means: the first arm that takes it; nil when none does.
  public func state(for answer: Answer) -> PortState? {
    for arm in arms where arm.answer.matches(answer) {
      if arm.condition?.holds(for: answer) ?? true { return arm.state }
    }
    return nil
  }
}

extension Technique {
  /// The states that the technique can give, in the order of the arms, each once.
  public var possibleStates: [PortState] {
    var states: [PortState] = []
    for index in arms.indices where !isShadowed(index) && !states.contains(arms[index].state) {
      states.append(arms[index].state)
    }
    return states
  }

  /// The position of the first arm that can give a state; nil when none can.
  public func armIndex(giving state: PortState) -> Int? {
    arms.indices.first { arms[$0].state == state && !isShadowed($0) }
  }

  /// The positions of arms that no answer reaches, because an arm above takes all of theirs.
  public var shadowedArms: [Int] { arms.indices.filter(isShadowed) }

  /// True when silence always has an arm.
  public var judgesSilence: Bool {
    arms.contains { $0.answer == .silence && $0.condition == nil }
  }

  private func isShadowed(_ index: Int) -> Bool {
    arms[..<index].contains { above in
      above.answer.covers(arms[index].answer) && (above.condition == nil || above.condition == arms[index].condition)
    }
  }
}
