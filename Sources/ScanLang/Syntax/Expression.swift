// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Number of a node, unique in its program: an index into the checker's side tables.
public typealias NodeID = Int

/// A word that names something, where it stands.
public struct Name: Sendable, Hashable {
  /// Index into side tables (slots of declared names).
  public let id: NodeID
  /// The word; empty where the parser had to invent it.
  public let text: String
  /// Where it stands.
  public let span: SourceSpan

  /// Makes a name.
  public init(id: NodeID, text: String, span: SourceSpan) {
    self.id = id
    self.text = text
    self.span = span
  }
}

/// An expression: a class for identity and cheap children, its form in `kind`.
public final class Expression: Sendable {
  /// Index into side tables.
  public let id: NodeID
  /// From the first to the last byte.
  public let span: SourceSpan
  /// What it is.
  public let kind: Kind

  /// Makes a node.
  public init(id: NodeID, span: SourceSpan, kind: Kind) {
    self.id = id
    self.span = span
    self.kind = kind
  }

  /// The forms of expressions (language reference, sections 2 to 6).
  public enum Kind: Sendable {
    /// Something that could not be read; a diagnostic has been given.
    case missing
    case none
    case bool(Bool)
    case int(Int64)
    /// Floats, and percents as their share: `99%` is 0.99 with `isPercent`.
    case float(Double, isPercent: Bool)
    /// Text; `isRaw` for `r"…"`, which `match` arms read as a regular expression.
    case string([StringPart], isRaw: Bool)
    case bytes([UInt8])
    case address(Address)
    case network(Network)
    case addressRange(AddressRange)
    /// A port pinned to its protocol: `443/tcp`.
    case port(Port)
    /// `1-1024`, `60000-61000/udp`; both ends inclusive.
    case range(Int64, Int64, TransportProtocol?)
    case duration(ScanDuration)
    case rate(Rate)
    case size(ByteSize)
    case date(CalendarDate)
    case name(String)
    case list([Expression])
    case map([MapEntry])
    /// Parentheses are kept for the formatter.
    case paren(Expression)
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression, operatorSpan: SourceSpan)
    case call(Expression, [Argument])
    case index(Expression, Expression)
    /// `x.name`, or `x?.name` when optional.
    case member(Expression, Name, isOptional: Bool)
    case lambda([Parameter], Expression)
    case ifElse(IfSyntax)
    case match(MatchSyntax)
    /// `try e else v`
    case tryElse(Expression, Expression)
    case scan(ScanSyntax)
    /// Only in set positions (section 3): a comma list with at most one `except`.
    case set(SetSyntax)
  }
}

/// A piece of a string literal.
public enum StringPart: Sendable {
  /// Text with its escapes replaced.
  case text(String)
  /// `\(expression)`
  case interpolation(Expression)
}

/// `key: value` in a map; bare names and string literals are string keys.
public struct MapEntry: Sendable {
  /// An expression whose value is the key; a bare name arrives as a string literal.
  public let key: Expression
  /// The value.
  public let value: Expression

  /// Makes an entry.
  public init(key: Expression, value: Expression) {
    self.key = key
    self.value = value
  }
}

/// An argument of a call, with its name if it was given by name.
public struct Argument: Sendable {
  /// The name before the colon.
  public let name: Name?
  /// The value.
  public let value: Expression

  /// Makes an argument.
  public init(name: Name?, value: Expression) {
    self.name = name
    self.value = value
  }
}

/// Operators before their operand.
public enum UnaryOperator: String, Sendable {
  case negate = "-"
  case not
}

/// Operators between operands, by how they are written.
public enum BinaryOperator: String, Sendable, CaseIterable {
  case or, and
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case isIn = "in"
  case isNotIn = "not in"
  case has
  case matches = "~"
  case coalesce = "??"
  case union = "|"
  case intersection = "&"
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case modulo = "%"
}

/// `a, b except c` where a set is wanted.
public struct SetSyntax: Sendable {
  /// What is in it.
  public let items: [Expression]
  /// What is taken out again; empty without `except`.
  public let except: [Expression]
  /// From the first to the last byte.
  public let span: SourceSpan

  /// Makes a set expression.
  public init(items: [Expression], except: [Expression], span: SourceSpan) {
    self.items = items
    self.except = except
    self.span = span
  }
}

/// `if`, with any number of `else if`; statement and expression alike.
public struct IfSyntax: Sendable {
  /// Condition and block of `if` and each `else if`, in order.
  public let branches: [(condition: Expression, body: Block)]
  /// The block of the final `else`.
  public let otherwise: Block?

  /// Makes a conditional.
  public init(branches: [(condition: Expression, body: Block)], otherwise: Block?) {
    self.branches = branches
    self.otherwise = otherwise
  }
}

/// `match subject { arms }`
public struct MatchSyntax: Sendable {
  /// What is matched; of `match (a, b)` a list of both.
  public let subject: Expression
  /// In source order; the first that matches is taken.
  public let arms: [MatchArm]

  /// Makes a match.
  public init(subject: Expression, arms: [MatchArm]) {
    self.subject = subject
    self.arms = arms
  }
}

/// One arm of a match.
public struct MatchArm: Sendable {
  /// Alternatives; a tuple pattern is one alternative with several parts. Empty means `else`.
  public let patterns: [MatchPattern]
  /// A block, or one statement as a block.
  public let body: Block
  /// From pattern to body.
  public let span: SourceSpan

  /// Makes an arm.
  public init(patterns: [MatchPattern], body: Block, span: SourceSpan) {
    self.patterns = patterns
    self.body = body
    self.span = span
  }
}

/// What an arm compares with.
public indirect enum MatchPattern: Sendable {
  /// A value; a lower-case name that is not declared binds instead (the checker decides, `name.id` gives the slot).
  case value(Expression)
  /// A single lower-case word: binds unless it names something in scope.
  case name(Name)
  /// `_`
  case wildcard(SourceSpan)
  /// `(a, b)`
  case tuple([MatchPattern], SourceSpan)
}

/// Statements between braces.
public struct Block: Sendable {
  /// In order.
  public let statements: [Statement]
  /// With its braces, or the statement alone where braces may be left out.
  public let span: SourceSpan

  /// Makes a block.
  public init(statements: [Statement], span: SourceSpan) {
    self.statements = statements
    self.span = span
  }
}
