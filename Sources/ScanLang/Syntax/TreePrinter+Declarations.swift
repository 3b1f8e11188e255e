// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

extension TreePrinter {
  /// A technique.
  func list(_ technique: TechniqueDeclaration) -> SExpression {
    let options = technique.options.map { SExpression.list($0.name.text, [list($0.value)]) }
    return .list(
      "technique", [list(technique.name)] + send(technique.send?.kind) + options + technique.arms.map { list($0) })
  }

  private func send(_ send: Technique.Send?) -> [SExpression] {
    switch send {
    case .flags(let flags): [.list("send", [.word(flags.description)])]
    case .payload: [.list("send", [.word("payload")])]
    case .connect: [.list("connect", [])]
    case .echo: [.list("send", [.word("echo")])]
    case .neighbour: [.list("send", [.word("neighbour")])]
    case nil: []
    }
  }

  private func list(_ arm: TechniqueArm) -> SExpression {
    .list("arm", [.word(arm.answer.description)] + optional("if", arm.condition) + [list(arm.state)])
  }

  /// A simulated network.
  func list(_ network: NetworkDeclaration) -> SExpression {
    let delay = network.delay.map { [list(delay: $0.0, $0.1)] } ?? []
    return .list(
      "network",
      [list(network.name)] + optional("seed", network.seed) + delay + optional("loss", network.loss)
        + network.hosts.map { list($0) })
  }

  private func list(delay first: Expression, _ last: Expression?) -> SExpression {
    .list("delay", [list(first)] + optional("to", last))
  }

  private func list(_ host: SimulatedHostSyntax) -> SExpression {
    .list("host", [list(host.targets)] + optional("name", host.name) + host.rules.map { list($0) })
  }

  private func list(_ rule: SimulatedHostSyntax.Rule) -> SExpression {
    switch rule {
    case .ports(let ports, let behaviour, _): list(behaviour, on: ports.map { list($0) } ?? .word("else"))
    case .filterStateful: .list("filter", [.word("stateful")])
    case .filterStateless(let ports, _): .list("filter", [.word("stateless"), list(ports)])
    case .limit(let what, let rate): .list("limit", [list(what), list(rate)])
    case .delay(let first, let last): list(delay: first, last)
    case .loss(let share): .list("loss", [list(share)])
    }
  }

  private func list(_ behaviour: SimulatedHostSyntax.Behaviour, on ports: SExpression) -> SExpression {
    switch behaviour {
    case .open(let banner, let reply):
      .list("open", [ports] + optional("banner", banner) + optional("reply", reply))
    case .closed: .list("closed", [ports])
    case .drop: .list("drop", [ports])
    case .reject(let word): .list("reject", [ports] + optional("with", word))
    }
  }
}
