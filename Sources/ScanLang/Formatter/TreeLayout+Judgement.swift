// SPDX-License-Identifier: GPL-3.0-or-later

/// `expect results { … }`
extension TreeLayout {
  /// The words form a column as wide as the longest of them, `always`, whichever are there.
  private static let wordWidth = 6

  func expectations(_ clauses: [ExpectClause], in span: SourceSpan) {
    braces(of: span, count: clauses.count, leastWidth: Self.wordWidth) { index in
      clauseWord()
      nest { expectation(clauses[index].kind) }
    }
  }

  private func expectation(_ kind: ExpectClause.Kind) {
    switch kind {
    case .judge(_, let states, let ports, let hosts): judgement(states, ports, hosts)
    case .same(let earlier, let ignored):
      token()
      space()
      expression(earlier)
      guard !ignored.isEmpty else { return }
      space()
      token()
      space()
      fill(count: ignored.count) { _ in token() }
    case .that(let condition): expression(condition)
    case .waive(let ports, let hosts, let end, let reason): waiver(ports, hosts, end, reason)
    case .missing: break
    }
  }

  private func judgement(_ states: [StatePattern], _ ports: SetSyntax?, _ hosts: SetSyntax?) {
    self.states(states)
    if let ports {
      space()
      set(ports)
    }
    guard let hosts else { return endsBefore(column: Self.lastColumn) }
    column(Self.lastColumn)
    space()
    token()
    space()
    set(hosts)
  }

  /// States joined by `|`, alternatives separated by commas.
  func states(_ states: [StatePattern]) {
    for (index, state) in states.enumerated() {
      if index > 0 {
        token()
        space()
      }
      tight(until: state.span.end)
    }
    drop(.comma)
  }

  private func waiver(_ ports: SetSyntax, _ hosts: SetSyntax?, _ end: Expression, _ reason: Expression) {
    set(ports)
    if let hosts {
      space()
      token()
      space()
      set(hosts)
    }
    for value in [end, reason] {
      space()
      token()
      space()
      expression(value)
    }
  }
}
