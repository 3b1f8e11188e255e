// SPDX-License-Identifier: GPL-3.0-or-later

/// A statement or declaration.
public final class Statement: Sendable {
  /// Index into side tables.
  public let id: NodeID
  /// From the first to the last byte, without comments.
  public let span: SourceSpan
  /// Text of the `##` comment that belongs to it, without the marks.
  public let documentation: String?
  /// What it is.
  public let kind: Kind

  /// Makes a statement.
  public init(id: NodeID, span: SourceSpan, documentation: String? = nil, kind: Kind) {
    self.id = id
    self.span = span
    self.documentation = documentation
    self.kind = kind
  }

  /// The forms of statements.
  public enum Kind: Sendable {
    /// Something that could not be read; a diagnostic has been given.
    case missing
    case edition(Int64)
    case importModule(path: String, pathSpan: SourceSpan, alias: Name?)
    case parameter(ParameterDeclaration)
    case ports(Name, SetSyntax)
    case targets(Name, SetSyntax)
    case technique(TechniqueDeclaration)
    case function(FunctionDeclaration)
    /// `let name = e`; `var` when `isVariable`.
    case binding(Name, isVariable: Bool, Expression)
    /// `place = e`, `place += e`; the place is a name, an index or a member.
    case assignment(Expression, AssignmentOperator, Expression)
    case expression(Expression)
    case whileLoop(Expression, Block)
    /// `for x in e`, `for k, v in e`
    case forLoop([Name], Expression, Block)
    case breakLoop
    case continueLoop
    case returnValue(Expression?)
    case fail(Expression)
    /// `scope SET` in a playbook, or a whole scope in the operator's file.
    case scope(ScopeSyntax)
    case limits([LimitEntry])
    case finding(FindingSyntax)
    case emit(Name, Expression)
    case show(ShowSyntax)
    case save(SaveSyntax)
    /// `expect e, "message"`
    case expect(Expression, message: Expression?)
    /// `expect results { … }`
    case expectBlock(Expression, [ExpectClause])
    case test(TestDeclaration)
    case network(NetworkDeclaration)
  }
}

/// How an assignment changes its place.
public enum AssignmentOperator: String, Sendable {
  case set = "="
  case add = "+="
  case subtract = "-="
  case multiply = "*="
  case divide = "/="
}

/// A parameter of a function or lambda.
public struct Parameter: Sendable {
  /// Its name.
  public let name: Name
  /// `: type`
  public let type: TypeSyntax?
  /// `= default`
  public let defaultValue: Expression?

  /// Makes a parameter.
  public init(name: Name, type: TypeSyntax?, defaultValue: Expression?) {
    self.name = name
    self.type = type
    self.defaultValue = defaultValue
  }
}

/// A type as written: a word, or for playbook parameters a choice of strings.
public struct TypeSyntax: Sendable {
  /// `int`, `targets`, `list`, `port result` as written with one blank; empty for a choice.
  public let name: String
  /// `"fast" | "full"`; empty for a named type.
  public let choices: [String]
  /// Where it stands.
  public let span: SourceSpan

  /// Makes a written type.
  public init(name: String, choices: [String], span: SourceSpan) {
    self.name = name
    self.choices = choices
    self.span = span
  }
}

/// `param name: type = default  ## help`
public struct ParameterDeclaration: Sendable {
  /// The name; `--name` on the command line with `_` as `-`.
  public let name: Name
  /// Its type.
  public let type: TypeSyntax
  /// The default; a set expression for types `targets` and `ports`. Without it the parameter is required.
  public let defaultValue: Expression?

  /// Makes a declaration.
  public init(name: Name, type: TypeSyntax, defaultValue: Expression?) {
    self.name = name
    self.type = type
    self.defaultValue = defaultValue
  }
}

/// `fn name(parameters) -> type { … }`
public struct FunctionDeclaration: Sendable {
  /// Its name.
  public let name: Name
  /// In order.
  public let parameters: [Parameter]
  /// `-> type`
  public let returnType: TypeSyntax?
  /// What it does.
  public let body: Block

  /// Makes a declaration.
  public init(name: Name, parameters: [Parameter], returnType: TypeSyntax?, body: Block) {
    self.name = name
    self.parameters = parameters
    self.returnType = returnType
    self.body = body
  }
}

/// `finding LEVEL "text" [at p] [{ … }]`
public struct FindingSyntax: Sendable {
  /// A level word, or an expression in parentheses.
  public enum Level: Sendable {
    case word(Name)
    case computed(Expression)
  }
  /// How bad it is.
  public let level: Level
  /// What was found.
  public let text: Expression
  /// The port, host or address it was found at.
  public let place: Expression?
  /// A map with further facts.
  public let fields: Expression?

  /// Makes a finding.
  public init(level: Level, text: Expression, place: Expression?, fields: Expression?) {
    self.level = level
    self.text = text
    self.place = place
    self.fields = fields
  }
}

/// `show LIST [columns a, b] [sort c [desc]]`
public struct ShowSyntax: Sendable {
  /// What is shown.
  public let value: Expression
  /// Column names; empty shows the usual ones.
  public let columns: [Name]
  /// The column to sort by.
  public let sort: Name?
  /// Largest first.
  public let isDescending: Bool

  /// Makes a show statement.
  public init(value: Expression, columns: [Name], sort: Name?, isDescending: Bool) {
    self.value = value
    self.columns = columns
    self.sort = sort
    self.isDescending = isDescending
  }
}

/// `save RESULTS to "path" [as FORMAT]`
public struct SaveSyntax: Sendable {
  /// What is written.
  public let value: Expression
  /// Where.
  public let path: Expression
  /// The format; by the path's extension when left out.
  public let format: Name?

  /// Makes a save statement.
  public init(value: Expression, path: Expression, format: Name?) {
    self.value = value
    self.path = path
    self.format = format
  }
}

/// One entry of `limits { time 20m, packets 2M }`.
public struct LimitEntry: Sendable {
  /// `time packets followups steps memory`
  public let name: Name
  /// How much.
  public let value: Expression

  /// Makes an entry.
  public init(name: Name, value: Expression) {
    self.name = name
    self.value = value
  }
}

/// `scope SET` of a playbook, or `scope "name" { … }` of the operator's file.
public struct ScopeSyntax: Sendable {
  /// The name of an operator's scope.
  public let name: Expression?
  /// The set of a playbook's `scope SET`.
  public let narrowed: SetSyntax?
  /// The entries of an operator's scope, in order.
  public let entries: [Entry]

  /// One line of an operator's scope.
  public enum Entry: Sendable {
    case allow(SetSyntax)
    case deny(SetSyntax)
    case valid(Expression, until: Expression)
    case using([Name])
    case rate([RateItem])
    case ticket(Expression)
  }

  /// Makes a scope.
  public init(name: Expression?, narrowed: SetSyntax?, entries: [Entry]) {
    self.name = name
    self.narrowed = narrowed
    self.entries = entries
  }
}
