// SPDX-License-Identifier: GPL-3.0-or-later

/// One statement of the top level of an entry, and how it hangs together with others.
struct EntryPart {
  /// What several statements may speak of.
  enum Subject: Hashable {
    /// A value, function or technique of the session: numbers that are never used twice.
    case resolved(Resolution)
    case network(String)
    case module(String)
  }

  /// What a statement does, as far as a script is concerned.
  enum Role {
    /// It gives something a name.
    case declares(Name, Subject)
    /// It gives a variable another value.
    case assigns(Subject)
    /// It is the value of its entry.
    case value(Subject, Expression)
    /// It bounds its own entry.
    case limits
    /// It stands first in a file, if it stands anywhere.
    case edition
    case acts
  }

  let statement: Statement
  let role: Role
  /// Where names of the session stand in it.
  private(set) var uses: [(subject: Subject, span: SourceSpan)] = []

  init(_ statement: Statement, of entry: CheckedEntry) {
    self.statement = statement
    let program = entry.program
    role = Self.role(of: statement, entry)
    var uses: [(Subject, SourceSpan)] = []
    let resolutions = program.resolutions
    func use(_ node: NodeID, _ span: SourceSpan) {
      switch resolutions[node] {
      case .global, .function, .technique: uses.append((.resolved(resolutions[node]), span))
      default: break
      }
    }
    func use(_ pattern: MatchPattern) {
      switch pattern {
      case .name(let name): use(name.id, name.span)
      case .tuple(let parts, _): parts.forEach(use)
      case .value, .wildcard: break
      }
    }
    SyntaxTree.visit(
      [statement],
      statement: { inner in
        if case .test(let test) = inner.kind, let network = test.network {
          uses.append((.network(network.text), network.span))
        }
      },
      expression: { expression in
        switch expression.kind {
        case .name: use(expression.id, expression.span)
        case .match(let match): match.arms.flatMap(\.patterns).forEach(use)
        case .member(let base, _, _):
          // A module has no number; its name is one where what is behind the point was found in it.
          if case .name(let text) = base.kind, resolutions[base.id] == .unresolved {
            uses.append((.module(text), base.span))
          }
        default: break
        }
      })
    self.uses = uses
  }

  /// Whether it does nothing but say what a subject is.
  var about: Subject? {
    switch role {
    case .declares(_, let subject), .assigns(let subject): subject
    default: nil
    }
  }

  private static func role(of statement: Statement, _ entry: CheckedEntry) -> Role {
    let resolutions = entry.program.resolutions
    func declares(_ name: Name) -> Role { .declares(name, .resolved(resolutions[name.id])) }
    switch statement.kind {
    case .binding(let name, _, let value):
      if let slot = entry.valueSlot, resolutions[name.id] == .global(slot) {
        return .value(.resolved(.global(slot)), value)
      }
      return declares(name)
    case .ports(let name, _), .targets(let name, _): return declares(name)
    case .technique(let declaration): return declares(declaration.name)
    case .function(let declaration): return declares(declaration.name)
    case .parameter(let declaration): return declares(declaration.name)
    case .network(let declaration): return .declares(declaration.name, .network(declaration.name.text))
    case .importModule(let path, let span, let alias):
      let bound = alias?.text ?? (try? ModulePath(path, from: .file([""])))?.boundName ?? path
      return .declares(alias ?? Name(id: statement.id, text: bound, span: span), .module(bound))
    case .assignment(let place, _, _): return Self.root(of: place, resolutions).map { .assigns($0) } ?? .acts
    case .limits: return .limits
    case .edition: return .edition
    default: return .acts
    }
  }

  /// The variable that `m["k"].x` is a part of.
  private static func root(of place: Expression, _ resolutions: [Resolution]) -> Subject? {
    switch place.kind {
    case .index(let base, _), .member(let base, _, _), .paren(let base): return root(of: base, resolutions)
    default: return .resolved(resolutions[place.id])
    }
  }
}
