// SPDX-License-Identifier: GPL-3.0-or-later

/// Calls, indices and members.
extension TreeLayout {
  /// What follows an operand.
  private enum Link {
    case member
    case call([Argument])
    case index(Expression)
  }

  /// An operand with everything that follows it: `xs.where(f).map(g)` has a line for each method when it does not fit
  /// on one.
  func postfix(_ expression: Expression) {
    let (base, links) = parts(of: expression)
    let calls = links.indices.count { isMethod($0, in: links) }
    guard calls > 1 else {
      self.expression(base)
      return links.forEach { link($0) }
    }
    let saved = chainStep
    chainStep = Self.step
    group {
      self.expression(base)
      nest {
        for (index, part) in links.enumerated() {
          if isMethod(index, in: links) { line(.softLine) }
          link(part)
        }
      }
    }
    chainStep = saved
  }

  private func parts(of expression: Expression) -> (base: Expression, links: [Link]) {
    var links: [Link] = []
    var base = expression
    while true {
      switch base.kind {
      case .member(let value, _, _):
        links.append(.member)
        base = value
      case .call(let callee, let arguments):
        links.append(.call(arguments))
        base = callee
      case .index(let value, let index):
        links.append(.index(index))
        base = value
      default: return (base, links.reversed())
      }
    }
  }

  /// Whether a member is called.
  private func isMethod(_ index: Int, in links: [Link]) -> Bool {
    guard case .member = links[index], index + 1 < links.count, case .call = links[index + 1] else { return false }
    return true
  }

  private func link(_ link: Link) {
    switch link {
    case .member:
      token()
      token()
    case .call(let arguments): self.arguments(arguments)
    case .index(let index):
      token()
      group {
        inside { expression(index) }
        token()
      }
    }
  }

  private func arguments(_ arguments: [Argument]) {
    token()
    if arguments.count == 1, arguments[0].name == nil, isHugged(arguments[0].value) {
      expression(arguments[0].value)
      drop(.comma)
      return token()
    }
    items(count: arguments.count) { argument(arguments[$0]) }
  }

  private func argument(_ argument: Argument) {
    if argument.name != nil {
      token()
      token()
      space()
    }
    expression(argument.value)
  }
}
