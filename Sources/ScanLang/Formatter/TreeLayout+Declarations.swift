// SPDX-License-Identifier: GPL-3.0-or-later

/// Declarations.
extension TreeLayout {
  func declaration(_ statement: Statement) {
    switch statement.kind {
    case .binding(_, _, let value):
      group {
        token()
        space()
        token()
        space()
        token()
        assigned(value)
      }
    case .ports(_, let set), .targets(_, let set): setDeclaration(set)
    case .parameter(let parameter): self.parameter(parameter)
    case .function(let function): self.function(function)
    case .technique(let technique): self.technique(technique)
    case .test(let test): self.test(test)
    case .network(let network): self.network(network, in: statement.span)
    case .importModule(_, _, let alias): importModule(hasAlias: alias != nil)
    default:
      token()
      space()
      token()
    }
  }

  private func setDeclaration(_ set: SetSyntax) {
    token()
    space()
    token()
    space()
    token()
    space()
    nest { self.set(set) }
  }

  private func importModule(hasAlias: Bool) {
    token()
    space()
    text()
    if hasAlias {
      space()
      token()
      space()
      token()
    }
  }

  // MARK: Parameters and functions

  private func parameter(_ parameter: ParameterDeclaration) {
    token()
    space()
    token()
    token()
    space()
    type(parameter.type)
    guard let value = parameter.defaultValue else { return }
    space()
    token()
    space()
    nest { defaultValue(value) }
  }

  private func defaultValue(_ value: Expression) {
    if case .set(let set) = value.kind { self.set(set) } else { expression(value) }
  }

  private func type(_ type: TypeSyntax) {
    guard type.choices.isEmpty else {
      for index in type.choices.indices {
        if index > 0 {
          space()
          token()
          space()
        }
        text()
      }
      return
    }
    token()
    if tokens[cursor].start < type.span.end {
      space()
      token()
    }
  }

  private func function(_ function: FunctionDeclaration) {
    token()
    space()
    token()
    token()
    items(count: function.parameters.count) { parameter(function.parameters[$0]) }
    space()
    if let type = function.returnType {
      token()
      space()
      self.type(type)
      space()
    }
    block(function.body)
  }

  private func parameter(_ parameter: Parameter) {
    token()
    if let type = parameter.type {
      token()
      space()
      self.type(type)
    }
    if let value = parameter.defaultValue {
      space()
      token()
      space()
      if case .set(let set) = value.kind { self.set(set, isSingle: true) } else { expression(value) }
    }
  }

  private func test(_ test: TestDeclaration) {
    token()
    space()
    expression(test.title)
    space()
    if test.network != nil {
      token()
      space()
      token()
      space()
    }
    block(test.body)
  }

  // MARK: Techniques

  private func technique(_ technique: TechniqueDeclaration) {
    token()
    space()
    token()
    column(0)
    space()
    let count = technique.options.count + technique.arms.count + (technique.send == nil ? 0 : 1)
    var arms = technique.arms[...]
    var options = technique.options[...]
    braces(of: technique.span, count: count) { _ in
      let start = tokens[cursor].start
      if let arm = arms.first, arm.span.start == start {
        arms.removeFirst()
        techniqueArm(arm)
      } else if let option = options.first, option.name.span.start == start {
        options.removeFirst()
        clauseWord()
        expression(option.value)
      } else {
        send(until: technique.send?.span.end ?? start)
      }
    }
  }

  /// `send FLAGS`, `send payload` or `connect`
  private func send(until end: UInt32) {
    token()
    guard tokens[cursor].start < end else { return }
    column(0)
    space()
    tight(until: end)
  }

  private func techniqueArm(_ arm: TechniqueArm) {
    answer(until: arm.answerSpan.end)
    if let condition = arm.condition {
      space()
      token()
      space()
      expression(condition)
    }
    column(1)
    space()
    token()
    space()
    tight(until: arm.state.span.end)
  }

  /// `SYN|ACK`, `unreachable(net, host)`
  private func answer(until end: UInt32) {
    while tokens[cursor].start < end {
      let isComma = kind == .comma
      if isComma, tokens[cursor + 1].kind == .rightParen {
        drop(.comma)
        continue
      }
      token()
      if isComma { space() }
    }
  }
}
