// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Prints trees as nested lists, without places and numbers: for tests and for `scan inspect --tree`.
///
/// Every form begins with a word that names it; names and literals stand as a script writes them, texts in quotes.
public struct TreePrinter: Sendable {
  private let isFlat: Bool

  /// A printer that breaks long lists into lines, or keeps each statement on one when `flat`.
  public init(flat: Bool = false) {
    isFlat = flat
  }

  /// All statements, each from a new line.
  public func print(_ tree: SyntaxTree) -> String {
    var lines: [String] = []
    if let documentation = tree.documentation { lines.append(render(.list("playbook", [.quoted(documentation)]))) }
    lines += tree.statements.map(print)
    return lines.joined(separator: "\n")
  }

  /// One statement.
  public func print(_ statement: Statement) -> String { render(list(statement)) }

  /// One expression.
  public func print(_ expression: Expression) -> String { render(list(expression)) }

  private func render(_ expression: SExpression) -> String {
    isFlat ? expression.flat : expression.indented()
  }

  // MARK: Parts that every form shares

  func list(_ name: Name) -> SExpression { .word(name.text.isEmpty ? "<missing>" : name.text) }

  func lists(_ names: [Name]) -> [SExpression] { names.map { list($0) } }

  /// A list with a head if there is something to put in it.
  func optional(_ head: String, _ expression: Expression?) -> [SExpression] {
    expression.map { [.list(head, [list($0)])] } ?? []
  }

  func optional(_ head: String, _ name: Name?) -> [SExpression] {
    name.map { [.list(head, [list($0)])] } ?? []
  }

  func list(_ set: SetSyntax) -> SExpression {
    let items = set.items.map { list($0) }
    return .list("set", set.except.isEmpty ? items : items + [.list("except", set.except.map { list($0) })])
  }

  func list(_ block: Block) -> SExpression { .list("do", block.statements.map { list($0) }) }

  func list(_ type: TypeSyntax) -> SExpression {
    type.choices.isEmpty
      ? .word(type.name.isEmpty ? "<missing>" : type.name) : .list("choice", type.choices.map { .quoted($0) })
  }

  func list(_ parameter: Parameter) -> SExpression {
    let type = parameter.type.map { [SExpression.list("type", [list($0)])] } ?? []
    let rest = type + optional("default", parameter.defaultValue)
    return rest.isEmpty ? list(parameter.name) : .list(parameter.name.text, rest)
  }

  func list(_ state: StatePattern) -> SExpression { .word(state.names.map(\.text).joined(separator: "|")) }

  func list(_ items: [RateItem]) -> [SExpression] {
    items.map { $0.perHost ? .list("per-host", [list($0.value)]) : list($0.value) }
  }
}
