// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// `scan TARGETS clause… [{ clauses and handlers }]`
public struct ScanSyntax: Sendable {
  /// Whom.
  public let targets: SetSyntax
  /// How; of header and braces alike, in source order.
  public let clauses: [ScanClause]
  /// What then, in source order.
  public let handlers: [Handler]
  /// The word `scan`.
  public let keyword: SourceSpan

  /// Makes a scan.
  public init(targets: SetSyntax, clauses: [ScanClause], handlers: [Handler], keyword: SourceSpan) {
    self.targets = targets
    self.clauses = clauses
    self.handlers = handlers
    self.keyword = keyword
  }
}

/// One clause of a scan.
public struct ScanClause: Sendable {
  /// The clause word.
  public let word: Name
  /// With its operands.
  public let span: SourceSpan
  /// Its operands.
  public let kind: Kind

  /// Makes a clause.
  public init(word: Name, span: SourceSpan, kind: Kind) {
    self.word = word
    self.span = span
    self.kind = kind
  }

  /// The clauses of language reference section 5.
  public enum Kind: Sendable {
    case ports(SetSyntax)
    /// Technique expressions: names, or calls of `flags(…)`.
    case using([Expression], fallback: Expression?)
    case rate([RateItem])
    case retries(Expression)
    case timeout(Expression)
    case deadline(Expression)
    case orderRandom(seed: Expression?)
    case orderSequential
    case discoverNone
    case discoverAuto
    /// Names or calls: `icmp`, `syn(443)`.
    case discover([Expression])
    case followups([FollowupLimit])
    case confirm(Expression)
    /// `true` for `keep all`, `false` for `keep open`.
    case keep(all: Bool)
    case via(Expression)
    case sourcePort(Expression)
    case ttl(Expression)
    case shard(Expression, of: Expression)
    /// A clause word that does not exist; a diagnostic has been given.
    case missing
  }
}

/// `R` or `R per host`
public struct RateItem: Sendable {
  /// The rate.
  public let value: Expression
  /// Whether it counts for each host alone.
  public let perHost: Bool

  /// Makes an item.
  public init(value: Expression, perHost: Bool) {
    self.value = value
    self.perHost = perHost
  }
}

/// `N per host` or `N total`
public struct FollowupLimit: Sendable {
  /// How many.
  public let value: Expression
  /// Whether it counts for each host alone.
  public let perHost: Bool

  /// Makes a limit.
  public init(value: Expression, perHost: Bool) {
    self.value = value
    self.perHost = perHost
  }
}

/// `on … [as name] { … }`
public struct Handler: Sendable {
  /// Index into side tables: the code unit of its body.
  public let id: NodeID
  /// The header without the body.
  public let header: SourceSpan
  /// When it runs.
  public let event: Event
  /// `as name`
  public let binding: Name?
  /// What it does.
  public let body: Block

  /// Makes a handler.
  public init(id: NodeID, header: SourceSpan, event: Event, binding: Name?, body: Block) {
    self.id = id
    self.header = header
    self.event = event
    self.binding = binding
    self.body = body
  }

  /// What a handler waits for.
  public enum Event: Sendable {
    /// `on open, open|filtered tcp(web)`; no states means `any`.
    case port(states: [StatePattern], ports: SetSyntax?)
    /// `on host up, down`
    case host([Name])
    case hostDone
    case done
    case error
    /// Something that could not be read; a diagnostic has been given.
    case missing
  }
}

/// One alternative of `on`: state names joined by `|`.
public struct StatePattern: Sendable {
  /// As written: `open`, `filtered`.
  public let names: [Name]
  /// All of them.
  public let span: SourceSpan

  /// Makes a pattern.
  public init(names: [Name], span: SourceSpan) {
    self.names = names
    self.span = span
  }
}

/// One line of `expect results { … }`.
public struct ExpectClause: Sendable {
  /// With its operands.
  public let span: SourceSpan
  /// What is expected.
  public let kind: Kind

  /// Makes a clause.
  public init(span: SourceSpan, kind: Kind) {
    self.span = span
    self.kind = kind
  }

  /// The forms of language reference section 7.
  public enum Kind: Sendable {
    /// `never|only|always STATES [PORTS] [on HOSTS]`
    case judge(Judgement, states: [StatePattern], ports: SetSyntax?, hosts: SetSyntax?)
    /// `same as BASELINE [ignoring a, b]`
    case same(Expression, ignoring: [Name])
    /// `that EXPR`
    case that(Expression)
    /// `waive PORTS [on HOSTS] until DATE because TEXT`
    case waive(ports: SetSyntax, hosts: SetSyntax?, until: Expression, because: Expression)
    case missing
  }

  /// How ports are judged.
  public enum Judgement: String, Sendable {
    case never, only, always
  }
}
