// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// `technique name { send …  arms }`
public struct TechniqueDeclaration: Sendable {
  /// Its name.
  public let name: Name
  /// What is sent, with its place; `nil` where it is missing (a diagnostic has been given).
  public let send: (kind: Technique.Send, span: SourceSpan)?
  /// `ttl 64`, `window 1024`, `payload b"…"`, `source_port 53`
  public let options: [(name: Name, value: Expression)]
  /// Top to bottom.
  public let arms: [TechniqueArm]
  /// The whole declaration.
  public let span: SourceSpan

  /// Makes a declaration.
  public init(
    name: Name, send: (kind: Technique.Send, span: SourceSpan)?, options: [(name: Name, value: Expression)],
    arms: [TechniqueArm], span: SourceSpan
  ) {
    self.name = name
    self.send = send
    self.options = options
    self.arms = arms
    self.span = span
  }
}

/// `answer [if condition] => state`
public struct TechniqueArm: Sendable {
  /// What arrives.
  public let answer: AnswerPattern
  /// Where the answer stands.
  public let answerSpan: SourceSpan
  /// `if …`, over `window ttl length flags` and constants.
  public let condition: Expression?
  /// What it means.
  public let state: StatePattern
  /// The whole arm.
  public let span: SourceSpan

  /// Makes an arm.
  public init(
    answer: AnswerPattern, answerSpan: SourceSpan, condition: Expression?, state: StatePattern, span: SourceSpan
  ) {
    self.answer = answer
    self.answerSpan = answerSpan
    self.condition = condition
    self.state = state
    self.span = span
  }
}

/// `test "name" [with network] { … }`
public struct TestDeclaration: Sendable {
  /// Index into side tables: the code unit of its body.
  public let id: NodeID
  /// What it shows.
  public let title: Expression
  /// The simulated network it runs against.
  public let network: Name?
  /// What it does.
  public let body: Block

  /// Makes a test.
  public init(id: NodeID, title: Expression, network: Name?, body: Block) {
    self.id = id
    self.title = title
    self.network = network
    self.body = body
  }
}

/// `network name [seed N] { … }` (language reference, section 10)
public struct NetworkDeclaration: Sendable {
  /// Its name.
  public let name: Name
  /// What random draws start from.
  public let seed: Expression?
  /// `delay 5ms-20ms`: one value, or both ends of a range.
  public let delay: (Expression, Expression?)?
  /// `loss 1%`
  public let loss: Expression?
  /// In source order.
  public let hosts: [SimulatedHostSyntax]

  /// Makes a network.
  public init(
    name: Name, seed: Expression?, delay: (Expression, Expression?)?, loss: Expression?, hosts: [SimulatedHostSyntax]
  ) {
    self.name = name
    self.seed = seed
    self.delay = delay
    self.loss = loss
    self.hosts = hosts
  }
}

/// `host ADDRESS ["name"] { … }`, `hosts SET { … }`
public struct SimulatedHostSyntax: Sendable {
  /// Which addresses.
  public let targets: SetSyntax
  /// What the host is called.
  public let name: Expression?
  /// In source order.
  public let rules: [Rule]
  /// The whole declaration.
  public let span: SourceSpan

  /// Makes a host.
  public init(targets: SetSyntax, name: Expression?, rules: [Rule], span: SourceSpan) {
    self.targets = targets
    self.name = name
    self.rules = rules
    self.span = span
  }

  /// How ports behave; `ports` is `nil` for `else`.
  public enum Behaviour: Sendable {
    case open(banner: Expression?, reply: Expression?)
    case closed
    case drop
    /// `reject … with admin|port|host|net|reset`
    case reject(with: Name?)
  }

  /// One line of a simulated host.
  public enum Rule: Sendable {
    case ports(SetSyntax?, Behaviour, SourceSpan)
    case filterStateful(SourceSpan)
    case filterStateless(SetSyntax, SourceSpan)
    /// `limit reset R`, `limit icmp R`
    case limit(Name, Expression)
    case delay(Expression, Expression?)
    case loss(Expression)
  }
}
