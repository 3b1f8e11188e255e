// SPDX-License-Identifier: GPL-3.0-or-later

/// Statements, by what they begin with.
extension TreeLayout {
  /// A statement or declaration.
  func statement(_ statement: Statement) {
    let outer = headerDocumentation
    noteHeaderDocumentation(of: statement)
    switch statement.kind {
    case .edition, .importModule, .parameter, .ports, .targets, .technique, .function, .binding, .test, .network:
      declaration(statement)
    case .finding, .emit, .show, .save, .expect, .expectBlock, .scope, .limits: action(statement)
    default: control(statement.kind)
    }
    headerDocumentation = outer
  }

  private func control(_ kind: Statement.Kind) {
    switch kind {
    case .expression(let value): expression(value)
    case .assignment(let place, _, let value): assignment(place, value)
    case .whileLoop(let condition, let body):
      token()
      space()
      headerExpression(condition)
      space()
      block(body)
    case .forLoop(let names, let source, let body): loop(names, source, body)
    case .returnValue(let value):
      token()
      if let value {
        space()
        expression(value)
      }
    case .fail(let message):
      token()
      space()
      expression(message)
    default: token()
    }
  }

  private func loop(_ names: [Name], _ source: Expression, _ body: Block) {
    token()
    space()
    for index in names.indices {
      if index > 0 {
        token()
        space()
      }
      token()
    }
    space()
    token()
    space()
    headerExpression(source)
    space()
    block(body)
  }

  /// An expression before a block: its further lines stand deeper than the block.
  func headerExpression(_ value: Expression) {
    let saved = chainStep
    chainStep = Self.headerStep
    expression(value)
    chainStep = saved
  }

  private func assignment(_ place: Expression, _ value: Expression) {
    group {
      expression(place)
      space()
      token()
      assigned(value)
    }
  }

  /// A value behind `=`: on the next line where it does not fit and cannot be broken any better.
  func assigned(_ value: Expression) {
    guard beginsNextLine(value) else {
      space()
      return expression(value)
    }
    nest {
      line()
      let saved = chainStep
      chainStep = 0
      expression(value)
      chainStep = saved
    }
  }

  private func beginsNextLine(_ value: Expression) -> Bool {
    switch value.kind {
    case .binary, .unary: return true
    case .call, .index, .member, .list, .map, .paren, .lambda, .ifElse, .match, .tryElse, .scan, .set: return false
    case .string: return isOnOneLine(value.span.start, value.span.end)
    default: return true
    }
  }
}
