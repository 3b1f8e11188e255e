// SPDX-License-Identifier: GPL-3.0-or-later

/// `finding`, `emit`, `show`, `save`, `expect`, `scope`, `limits`.
extension TreeLayout {
  func action(_ statement: Statement) {
    token()
    switch statement.kind {
    case .finding(let finding): self.finding(finding)
    case .emit(_, let record):
      space()
      token()
      space()
      self.record(record)
    case .show(let show): self.show(show)
    case .save(let save): self.save(save)
    case .expect(let condition, let message): expectation(condition, message)
    case .expectBlock(let value, let clauses):
      space()
      headerExpression(value)
      space()
      expectations(clauses, in: statement.span)
    case .scope(let scope): self.scope(scope, in: statement.span)
    case .limits(let entries): limits(entries, in: statement.span)
    default: break
    }
  }

  private func finding(_ finding: FindingSyntax) {
    space()
    if case .computed(let level) = finding.level { expression(level) } else { token() }
    space()
    expression(finding.text)
    if let place = finding.place {
      space()
      token()
      space()
      expression(place)
    }
    if let fields = finding.fields {
      space()
      record(fields)
    }
  }

  private func show(_ show: ShowSyntax) {
    space()
    expression(show.value)
    nest {
      while cursor < tokens.count - 1, kind == .identifier, !isAfterLineEnd, isShowClause { showClause(show) }
    }
  }

  private var isShowClause: Bool {
    ["columns", "sort"].contains(source.text(tokens[cursor].span))
  }

  private func showClause(_ show: ShowSyntax) {
    let isColumns = source.text(tokens[cursor].span) == "columns"
    space()
    token()
    space()
    if isColumns {
      fill(count: show.columns.count) { _ in token() }
    } else {
      token()
      if show.isDescending {
        space()
        token()
      }
    }
  }

  private func save(_ save: SaveSyntax) {
    space()
    expression(save.value)
    space()
    token()
    space()
    expression(save.path)
    if save.format != nil {
      space()
      token()
      space()
      token()
    }
  }

  /// `expect condition, "message"`: the message stands on the next line where both do not fit on one.
  private func expectation(_ condition: Expression, _ message: Expression?) {
    space()
    group {
      nest {
        let saved = chainStep
        chainStep = 0
        expression(condition)
        if let message {
          sign()
          line()
          expression(message)
        }
        chainStep = saved
      }
    }
  }

  private func scope(_ scope: ScopeSyntax, in span: SourceSpan) {
    if let set = scope.narrowed {
      space()
      return nest { self.set(set) }
    }
    if let name = scope.name {
      space()
      expression(name)
    }
    space()
    braces(of: span, count: scope.entries.count) { scopeLine(scope.entries[$0]) }
  }

  private func scopeLine(_ entry: ScopeSyntax.Entry) {
    clauseWord()
    nest {
      switch entry {
      case .allow(let set), .deny(let set): self.set(set)
      case .valid(let first, let last):
        expression(first)
        space()
        token()
        space()
        expression(last)
      case .using(let names): fill(count: names.count) { _ in token() }
      case .rate(let items): rates(items)
      case .ticket(let text): expression(text)
      }
    }
  }

  /// `limits { time 20m, packets 2M }`: commas on one line, none between lines.
  private func limits(_ entries: [LimitEntry], in span: SourceSpan) {
    space()
    braces(of: span, count: entries.count, separator: .commaSeparator) { index in
      clauseWord()
      expression(entries[index].value)
    }
  }

  /// The word of a clause, and a blank behind it that aligns what follows with the clauses around.
  func clauseWord() {
    token()
    column(0)
    space()
  }
}
