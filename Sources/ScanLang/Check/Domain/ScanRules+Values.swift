// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

extension ScanRules {
  /// Values of clauses that are known and out of range.
  func checkValue(_ clause: ScanClause) {
    let word = clause.word.text
    switch clause.kind {
    case .retries(let value): checkNumber(value, word, 0...1000)
    case .confirm(let value): checkNumber(value, word, 1...100)
    case .ttl(let value): checkNumber(value, word, 1...255)
    case .sourcePort(let value): checkNumber(value, word, 1...65_535)
    case .timeout(let value), .deadline(let value): checkDuration(value, word)
    case .followups(let items): for item in items { checkNumber(item.value, word, 1...1_000_000) }
    case .rate(let items): for item in items { checkRate(item.value) }
    case .shard(let part, let whole): checkShard(part, whole)
    case .discover(let methods): methods.forEach(checkDiscovery)
    default: break
    }
  }

  private func number(_ value: Expression) -> Int64? {
    guard case .int(let number)? = constants.literal(value)?.kind else { return nil }
    return number
  }

  private func checkNumber(_ value: Expression, _ word: String, _ range: ClosedRange<Int64>) {
    let isNegative = if case .unary(.negate, let inner) = value.kind { number(inner) != nil } else { false }
    guard isNegative || number(value).map({ !range.contains($0) }) ?? false else { return }
    context.report(
      .clauseOutOfRange, "`\(word)` is a number from \(range.lowerBound) to \(range.upperBound)", at: value.span)
  }

  private func checkDuration(_ value: Expression, _ word: String) {
    guard case .duration(let time)? = constants.literal(value)?.kind, time <= .zero else { return }
    context.report(.clauseOutOfRange, "`\(word)` is longer than nothing", at: value.span)
  }

  private func checkRate(_ value: Expression) {
    guard case .rate(let rate)? = constants.literal(value)?.kind, rate.count == 0 else { return }
    context.report(.clauseOutOfRange, "at a rate of nothing the scan never begins", at: value.span)
  }

  private func checkShard(_ part: Expression, _ whole: Expression) {
    guard let first = number(part), let last = number(whole), first < 1 || first > last else { return }
    context.report(
      .clauseOutOfRange, "there is no part \(first) of \(last)", at: part.span, label: "parts are counted from 1")
  }

  /// `icmp`, `arp`, `syn(443)`, `ack(80)`, `udp(53)`
  private func checkDiscovery(_ method: Expression) {
    let (plain, withPorts) = (DiscoveryWords.plain, DiscoveryWords.withPorts)
    switch method.kind {
    case .missing: return
    case .name(let text) where plain.contains(text): return
    case .name(let text) where withPorts.contains(text):
      context.report(
        .unknownDiscovery, "`\(text)` needs the ports it asks", at: method.span,
        fixes: [Repair(replace: method.span, with: text == "udp" ? "udp(53)" : "\(text)(443)")])
    case .name(let text): reportDiscovery(text, method.span, plain + withPorts)
    case .call(let callee, _):
      guard case .name(let text) = callee.kind, !withPorts.contains(text) else { return }
      reportDiscovery(text, callee.span, withPorts)
    default: reportDiscovery(context.text(method.span), method.span, [])
    }
  }

  private func reportDiscovery(_ text: String, _ span: SourceSpan, _ known: [String]) {
    context.report(
      .unknownDiscovery, "`discover` knows no `\(text)`", at: span,
      notes: ["it knows: none, auto, icmp, arp, syn(443), ack(80), udp(53), connect(443)"],
      fixes: context.didYouMean(text, at: span, known))
  }
}
