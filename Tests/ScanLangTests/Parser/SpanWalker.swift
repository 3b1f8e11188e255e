// SPDX-License-Identifier: GPL-3.0-or-later

@testable import ScanLang

/// Walks a tree and notes spans that do not lie in their parent's, and numbers used twice.
struct SpanWalker {
  let size: Int
  var problems: [String] = []
  var largestID = -1
  private var seen: Set<NodeID> = []

  init(size: Int) { self.size = size }

  private mutating func note(_ id: NodeID, _ span: SourceSpan, in parent: SourceSpan, _ what: String) {
    largestID = max(largestID, id)
    if !seen.insert(id).inserted { problems.append("number \(id) is used twice (\(what))") }
    if span.start > span.end || Int(span.end) > size { problems.append("\(what) outside of the file") }
    if span.start < parent.start || span.end > parent.end { problems.append("\(what) outside of its parent") }
  }

  mutating func visit(_ statement: Statement, in parent: SourceSpan) {
    note(statement.id, statement.span, in: parent, "statement")
    let span = statement.span
    switch statement.kind {
    case .binding(let name, _, let value):
      visit(name, in: span)
      visit(value, in: span)
    case .assignment(let place, _, let value):
      visit(place, in: span)
      visit(value, in: span)
    case .expression(let value), .fail(let value), .expect(let value, nil): visit(value, in: span)
    case .ports(let name, let set), .targets(let name, let set):
      visit(name, in: span)
      visit(set, in: span)
    case .whileLoop(let condition, let body):
      visit(condition, in: span)
      visit(body, in: span)
    case .forLoop(let names, let source, let body):
      for name in names { visit(name, in: span) }
      visit(source, in: span)
      visit(body, in: span)
    case .function(let function):
      visit(function.name, in: span)
      for parameter in function.parameters { visit(parameter.name, in: span) }
      visit(function.body, in: span)
    case .test(let test):
      visit(test.title, in: span)
      visit(test.body, in: span)
    case .returnValue(let value?): visit(value, in: span)
    default: break
    }
  }

  private mutating func visit(_ name: Name, in parent: SourceSpan) { note(name.id, name.span, in: parent, "name") }

  private mutating func visit(_ block: Block, in parent: SourceSpan) {
    if block.span.start < parent.start || block.span.end > parent.end { problems.append("block outside of its parent") }
    for statement in block.statements { visit(statement, in: block.span) }
  }

  private mutating func visit(_ set: SetSyntax, in parent: SourceSpan) {
    for item in set.items + set.except { visit(item, in: set.span) }
    if set.span.start < parent.start || set.span.end > parent.end { problems.append("set outside of its parent") }
  }

  private mutating func visit(_ expression: Expression, in parent: SourceSpan) {
    note(expression.id, expression.span, in: parent, "expression")
    let span = expression.span
    switch expression.kind {
    case .list(let items): for item in items { visit(item, in: span) }
    case .map(let entries):
      for entry in entries {
        visit(entry.key, in: span)
        visit(entry.value, in: span)
      }
    case .paren(let inner), .unary(_, let inner): visit(inner, in: span)
    case .call(let callee, let arguments):
      visit(callee, in: span)
      for argument in arguments { visit(argument.value, in: span) }
    case .index(let value, let index):
      visit(value, in: span)
      visit(index, in: span)
    case .member(let value, let name, _):
      visit(value, in: span)
      visit(name, in: span)
    case .lambda(_, let body): visit(body, in: span)
    case .string(let parts, _):
      for case .interpolation(let value) in parts { visit(value, in: span) }
    case .set(let set): visit(set, in: span)
    default: visitBranches(expression)
    }
  }

  private mutating func visitBranches(_ expression: Expression) {
    let span = expression.span
    switch expression.kind {
    case .ifElse(let syntax):
      for branch in syntax.branches {
        visit(branch.condition, in: span)
        visit(branch.body, in: span)
      }
      if let block = syntax.otherwise { visit(block, in: span) }
    case .match(let syntax):
      visit(syntax.subject, in: span)
      for arm in syntax.arms { visit(arm.body, in: arm.span) }
    case .tryElse(let attempt, let fallback):
      visit(attempt, in: span)
      visit(fallback, in: span)
    case .scan(let scan):
      visit(scan.targets, in: span)
      for clause in scan.clauses { visit(clause.word, in: clause.span) }
      for handler in scan.handlers { visit(handler.body, in: span) }
    default: break
    }
  }
}
