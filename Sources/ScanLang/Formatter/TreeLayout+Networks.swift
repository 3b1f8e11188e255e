// SPDX-License-Identifier: GPL-3.0-or-later

/// `network name { … }`
extension TreeLayout {
  func network(_ network: NetworkDeclaration, in span: SourceSpan) {
    token()
    space()
    token()
    space()
    if let seed = network.seed {
      token()
      space()
      expression(seed)
      space()
    }
    var hosts = network.hosts[...]
    let count = hosts.count + (network.delay == nil ? 0 : 1) + (network.loss == nil ? 0 : 1)
    braces(of: span, count: count) { _ in
      let start = tokens[cursor].start
      if let host = hosts.first, host.span.start == start {
        hosts.removeFirst()
        self.host(host)
      } else if let delay = network.delay, isWord(before: delay.0) {
        clauseWord()
        self.delay(delay.0, delay.1)
      } else if let loss = network.loss {
        clauseWord()
        expression(loss)
      }
    }
  }

  /// Whether the next token is directly followed by an expression.
  private func isWord(before value: Expression) -> Bool {
    cursor + 1 < tokens.count && tokens[cursor + 1].start == value.span.start
  }

  /// `5ms-20ms`: tight between literals.
  private func delay(_ first: Expression, _ last: Expression?) {
    expression(first)
    guard let last else { return }
    let isTight = tokens[cursor - 1].kind == .duration && tokens[cursor + 1].kind == .duration
    if !isTight { space() }
    token()
    if !isTight { space() }
    expression(last)
  }

  /// `host ADDRESS ["name"] { … }`, `hosts SET { … }`
  private func host(_ host: SimulatedHostSyntax) {
    clauseWord()
    nest(Self.headerStep) { set(host.targets, isSingle: true) }
    drop(.comma)
    if let name = host.name {
      space()
      expression(name)
    }
    column(1)
    space()
    braces(of: host.span, count: host.rules.count) { rule(host.rules[$0]) }
  }

  private func rule(_ rule: SimulatedHostSyntax.Rule) {
    clauseWord()
    switch rule {
    case .ports(let ports, let behaviour, _):
      nest { if let ports { set(ports) } else { token() } }
      self.behaviour(behaviour)
    case .filterStateful: token()
    case .filterStateless(let ports, _):
      token()
      space()
      nest { set(ports) }
    case .limit(_, let rate):
      token()
      space()
      expression(rate)
    case .delay(let first, let last): delay(first, last)
    case .loss(let share): expression(share)
    }
  }

  private func behaviour(_ behaviour: SimulatedHostSyntax.Behaviour) {
    switch behaviour {
    case .open(let banner, let reply):
      for text in [banner, reply] {
        guard let text else { continue }
        space()
        token()
        space()
        expression(text)
      }
    case .reject(let kind) where kind != nil:
      space()
      token()
      space()
      token()
    default: break
    }
  }
}
