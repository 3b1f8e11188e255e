// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// `expect RESULTS { … }`
final class ExpectBlockNode: Node {
  /// One line of the block.
  struct Rule {
    /// What is expected.
    enum Kind {
      case ports(PortExpectation.Kind, states: [PortState], ports: Node?, hosts: Node?)
      /// Earlier results; or the path of a baseline, when it stands here as `baseline(path)`.
      case same(Node, isPath: Bool, ignoring: Set<String>)
      /// A condition, and the results whose coverage it bounds from below.
      case that(Node, coverageOf: [Node])
    }
    let kind: Kind
    let span: SourceSpan
  }

  /// `waive …`
  struct WaiverRule {
    let ports: Node
    let hosts: Node?
    let until: Node
    let because: Node
    let span: SourceSpan
  }

  let results: Node
  let rules: [Rule]
  let waivers: [WaiverRule]

  init(_ id: Int32, _ results: Node, _ rules: [Rule], _ waivers: [WaiverRule]) {
    self.results = results
    self.rules = rules
    self.waivers = waivers
    super.init(id)
  }

  override func exec(_ frame: Frame) throws(Trap) -> Flow {
    let value = try self.results.eval(frame)
    guard let results = value.asResults else { throw frame.wrongType(value, "results", id) }
    var judgement = BlockJudgement(frame: frame, node: id, results: results)
    for waiver in waivers { try judgement.add(waiver) }
    // An error in one line must not keep the others from being judged.
    var first: (trap: Trap, detail: String)?
    for rule in rules {
      do throws(Trap) {
        try judgement.judge(rule)
      } catch {
        guard error.kind.isCatchable else { throw error }
        let detail = frame.run.pointee.detail
        judgement.report(unsure: detail, rule.span)
        if first == nil { first = (error, detail) }
      }
    }
    if let first { throw frame.trap(first.trap.kind, first.trap.node, first.detail) }
    return .next
  }
}

/// The judgement of one block: operands are evaluated here, verdicts are made by pure code.
struct BlockJudgement {
  let frame: Frame
  let node: Int32
  let results: ScanResults
  /// Those in force.
  private var waivers: [Waiver] = []

  init(frame: Frame, node: Int32, results: ScanResults) {
    self.frame = frame
    self.node = node
    self.results = results
  }

  var session: Session { frame.run.pointee.session }

  // MARK: Waivers

  /// Takes a waiver that is in force; one that has expired fails and waives nothing.
  mutating func add(_ rule: ExpectBlockNode.WaiverRule) throws(Trap) {
    let until = try rule.until.eval(frame)
    guard case .date(let last) = until else { throw frame.wrongType(until, "a date", node) }
    let waiver = Waiver(
      ports: try ports(rule.ports), hosts: try rule.hosts.map { hosts throws(Trap) in try self.hosts(hosts) },
      until: last, reason: TerminalText.sanitized(try rule.because.eval(frame).displayText(frame.stores)))
    guard waiver.hasExpired(on: session.clock.today()) else {
      waivers.append(waiver)
      return
    }
    var verdict = Verdict()
    verdict.worsen(to: .failed)
    verdict.add([ExpectDetail("expired on \(last), so it waives nothing: \(waiver.reason)")])
    session.tell(verdict, about: results, at: rule.span)
  }

  // MARK: Rules

  func judge(_ rule: ExpectBlockNode.Rule) throws(Trap) {
    switch rule.kind {
    case .ports(let kind, let states, let ports, let hosts):
      let expectation = PortExpectation(
        kind: kind, states: states, ports: try ports.map { node throws(Trap) in try self.ports(node) },
        hosts: try hosts.map { node throws(Trap) in try self.hosts(node) })
      try frame.charge(results.rows.count, node)
      session.tell(
        PortJudge(results: results, waivers: waivers).judge(expectation), about: results, at: rule.span)
    case .same(let node, isPath: true, let ignored):
      let path = try node.eval(frame)
      guard let text = path.asText else { throw frame.wrongType(path, "string", self.node) }
      try compare(withBaseline: text, ignored, rule.span)
    case .same(let node, _, let ignored):
      let value = try node.eval(frame)
      guard let earlier = value.asResults else { throw frame.wrongType(value, "results", self.node) }
      if let path = earlier.origin, session.options.acceptsBaselines { return accept(path, ignored, rule.span) }
      try compare(with: earlier, ignored, rule.span)
    case .that(let condition, let bounded): try judge(condition, bounded, rule.span)
    }
  }

  /// Compares with results that are there.
  func compare(with earlier: ScanResults, _ ignored: Set<String>, _ span: SourceSpan) throws(Trap) {
    try frame.charge(results.rows.count + earlier.rows.count, node)
    let judge = BaselineJudge(now: results, then: earlier, waivers: waivers, ignored: ignored)
    session.tell(judge.judge(), about: results, at: span)
  }

  /// `that EXPR`; one that bounds the coverage from below says how much is enough.
  private func judge(_ condition: Node, _ bounded: [Node], _ span: SourceSpan) throws(Trap) {
    var verdict = Verdict()
    if try condition.evalBool(frame) {
      for node in bounded { try node.eval(frame).asResults?.judgement.allowsCoverage = true }
    } else {
      verdict.worsen(to: .failed)
    }
    session.tell(verdict, about: results, at: span)
  }

  /// A line whose operands could not be evaluated.
  func report(unsure detail: String, _ span: SourceSpan) {
    var verdict = Verdict()
    verdict.worsen(to: .unsure)
    verdict.add([ExpectDetail("cannot be judged: \(TerminalText.sanitized(detail))")])
    session.tell(verdict, about: results, at: span)
  }

  // MARK: Operands

  private func ports(_ node: Node) throws(Trap) -> PortSet {
    let value = try node.eval(frame)
    guard let ports = value.asPorts else { throw frame.wrongType(value, "ports", self.node) }
    return ports
  }

  /// Names mean the addresses that they had for the scan; others are no targets of it.
  private func hosts(_ node: Node) throws(Trap) -> HostOperand {
    let value = try node.eval(frame)
    guard let targets = value.asTargets else { throw frame.wrongType(value, "targets", self.node) }
    guard !targets.isPlain else {
      return HostOperand(set: CanonicalRanges.canonical(targets.set), unknown: [])
    }
    var addresses: [String: [Address]] = [:]
    for (address, name) in results.hostNames { addresses[name, default: []].append(address) }
    let names = targets.names + targets.excludedNames
    return HostOperand(
      set: targets.resolved({ addresses[$0] ?? [] }, canonical: CanonicalRanges.canonical),
      unknown: names.filter { addresses[$0] == nil })
  }
}
