// SPDX-License-Identifier: GPL-3.0-or-later

/// `network` and `test` (language reference, section 10).
extension Parser {
  /// `test "title" [with network] { … }`
  func parseTest() -> Statement.Kind {
    let start = position
    let id = newID()
    advance()
    guard kind == .stringStart || kind == .rawString else {
      complainMissing(.textMissing, "the title of the test, in quotes,")
      return .missing
    }
    let title = parsePrimary()
    let network = take(word: "with") ? takeName("a network") : nil
    let body = parseBlock(of: start, "test")
    return .test(TestDeclaration(id: id, title: title, network: network, body: body))
  }

  /// What has been read of a network.
  private struct NetworkDraft {
    var delay: (Expression, Expression?)?
    var loss: Expression?
    var hosts: [SimulatedHostSyntax] = []
    var seen: [String: SourceSpan] = [:]
  }

  /// `network name [seed N] { … }`
  func parseNetwork() -> Statement.Kind {
    let start = position
    advance()
    let name = takeName("a network")
    let seed = take(word: "seed") ? parseBinary(.or) : nil
    var draft = NetworkDraft()
    parseBraces(of: start, "network", in: .network) { parseNetworkLine(&draft) }
    return .network(
      NetworkDeclaration(name: name, seed: seed, delay: draft.delay, loss: draft.loss, hosts: draft.hosts))
  }

  private func parseNetworkLine(_ draft: inout NetworkDraft) {
    let start = position
    guard kind.isWord, let row = ClauseWord.row(text(start), in: .network), case .network(let form) = row.form else {
      return complainAboutEntry(in: .network, "a line of a network")
    }
    advance()
    switch form {
    case .delay:
      let delay = parseDelay()
      noteClause(name(at: start), in: &draft.seen) { draft.delay = delay }
    case .loss:
      let loss = parseBinary(.or)
      noteClause(name(at: start), in: &draft.seen) { draft.loss = loss }
    case .host, .hosts:
      draft.hosts.append(parseHost(from: start, isSingle: form == .host))
    }
  }

  /// `5ms`, or `5ms-20ms`: the one place where a `-` stands tight between durations.
  private func parseDelay() -> (Expression, Expression?) {
    let start = position
    let first = parseBinary(.tightest)
    guard kind == .minus, !isAtLineBreak else { return (first, nil) }
    advance()
    let last = parseBinary(.tightest)
    if !isLost { accepted.append(span(from: start)) }
    return (first, last)
  }

  /// `host ADDRESS ["name"] { … }`, `hosts SET { … }`
  private func parseHost(from start: Int, isSingle: Bool) -> SimulatedHostSyntax {
    let targets = isSingle ? parseSingleSet() : parseSet()
    let title = isSingle && (kind == .stringStart || kind == .rawString) ? parsePrimary() : nil
    var rules: [SimulatedHostSyntax.Rule] = []
    parseBraces(of: start, "host", in: .host) { if let rule = parseHostRule() { rules.append(rule) } }
    return SimulatedHostSyntax(targets: targets, name: title, rules: rules, span: span(from: start))
  }

  private func parseHostRule() -> SimulatedHostSyntax.Rule? {
    let start = position
    guard kind.isWord, let row = ClauseWord.row(text(start), in: .host), case .host(let form) = row.form else {
      complainAboutEntry(in: .host, "a line of a host")
      return nil
    }
    advance()
    switch form {
    case .open, .closed, .drop, .reject: return parsePortRule(form, from: start)
    case .filter: return parseFilter(from: start)
    case .limit:
      guard takeChoice(["reset", "icmp"], of: "limit") != nil else { return nil }
      return .limit(name(at: position - 1), parseBinary(.or))
    case .delay:
      let (first, last) = parseDelay()
      return .delay(first, last)
    case .loss: return .loss(parseBinary(.or))
    }
  }

  private func parseFilter(from start: Int) -> SimulatedHostSyntax.Rule? {
    guard let word = takeChoice(["stateful", "stateless"], of: "filter") else { return nil }
    if word == "stateful" { return .filterStateful(span(from: start)) }
    let ports = parseSet()
    return .filterStateless(ports, span(from: start))
  }

  /// `open PORTS banner "…"`, `drop else`
  private func parsePortRule(_ form: ClauseWord.HostForm, from start: Int) -> SimulatedHostSyntax.Rule? {
    let isRest = kind == .kwElse && !isAtLineBreak && take(.kwElse)
    if !isRest, isAtLineBreak || !kind.startsValue {
      complainMissing(.rulePorts, "ports, or `else` for all others,")
      return nil
    }
    let ports = isRest ? nil : parseSet()
    guard let behaviour = parseBehaviour(form) else { return nil }
    return .ports(ports, behaviour, span(from: start))
  }

  private func parseBehaviour(_ form: ClauseWord.HostForm) -> SimulatedHostSyntax.Behaviour? {
    switch form {
    case .open:
      let banner = take(word: "banner") ? parseBinary(.or) : nil
      let reply = take(word: "reply") ? parseBinary(.or) : nil
      return .open(banner: banner, reply: reply)
    case .closed: return .closed
    case .drop: return .drop
    default:
      guard take(word: "with") else { return .reject(with: nil) }
      guard takeChoice(["admin", "port", "host", "net", "reset"], of: "reject") != nil else { return nil }
      return .reject(with: name(at: position - 1))
    }
  }
}
