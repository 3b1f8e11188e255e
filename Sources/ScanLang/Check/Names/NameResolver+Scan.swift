// SPDX-License-Identifier: GPL-3.0-or-later

extension NameResolver {
  /// A scan: targets and clauses in the unit around it, every handler in a unit of its own.
  func resolve(_ scan: ScanSyntax, _ expression: Expression) {
    if unit == 0 { hasScanned = true }
    scans.append(ScanSite(expression: expression.id, scan: scan, function: function, isInTest: isInTest))
    resolve(targets: scan.targets)
    scan.clauses.forEach(resolve)
    scan.handlers.forEach(resolve)
  }

  private func resolve(targets set: SetSyntax) {
    for item in set.items + set.except {
      bareHost = isHostName(context.text(item.span)) ? item.span : nil
      resolve(item)
    }
    bareHost = nil
  }

  /// Letters, digits, `-` and `.`, as in `web-1.example.com` (RFC 952, RFC 1123 §2.1).
  private func isHostName(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
  }

  private func resolve(_ clause: ScanClause) {
    switch clause.kind {
    case .ports(let set): resolve(ports: set)
    case .using(let techniques, let fallback):
      techniques.forEach(resolveTechnique)
      if let fallback { resolveTechnique(fallback) }
    case .rate(let items): items.forEach { resolve($0.value) }
    case .followups(let items): items.forEach { resolve($0.value) }
    case .orderRandom(let seed): if let seed { resolve(seed) }
    case .retries(let value), .timeout(let value), .deadline(let value), .confirm(let value), .via(let value),
      .sourcePort(let value), .ttl(let value):
      resolve(value)
    case .shard(let part, let whole):
      resolve(part)
      resolve(whole)
    case .discover(let methods): methods.forEach(resolveDiscovery)
    case .orderSequential, .discoverNone, .discoverAuto, .keep, .missing: break
    }
  }

  /// `icmp`, `syn(443)`: words of the clause; only the ports are expressions.
  private func resolveDiscovery(_ method: Expression) {
    switch method.kind {
    case .name: break
    case .call(let callee, let arguments):
      guard case .name = callee.kind else { return resolve(method) }
      arguments.forEach { resolve($0.value) }
    default: resolve(method)
    }
  }

  private func resolve(_ handler: Handler) {
    if case .port(_, let ports?) = handler.event { resolve(ports: ports) }
    inUnit(.handler, context.text(handler.header), node: handler.id) {
      context.units[unit].parameterCount = handler.binding == nil ? 0 : 1
      if let binding = handler.binding { declare(binding, .handlerBinding) }
      resolveStatements(of: handler.body)
    }
  }

  // MARK: Techniques

  /// An expression where a technique is wanted.
  func resolveTechnique(_ expression: Expression) {
    guard case .name(let text) = expression.kind, lookUp(text) == nil else { return resolve(expression) }
    if let technique = context.techniqueNumbers[text] {
      context.resolutions[expression.id] = .technique(technique)
    } else if Predeclared.isFixed(text) || Builtin(rawValue: text) != nil {
      context.report(
        .notATechnique, "`\(text)` is not a technique", at: expression.span, notes: [declaredTechniques],
        fixes: flagsRepair(text, expression.span))
    } else if upcoming[text]?.last != nil {
      resolve(expression)
    } else if !text.isEmpty, !context.isObscured(text, at: expression.span) {
      context.report(
        .unknownTechnique, "there is no technique `\(text)`", at: expression.span, notes: [declaredTechniques],
        fixes: context.didYouMean(text, at: expression.span, context.techniqueNumbers.keys.sorted()))
    }
  }

  private var declaredTechniques: String {
    "declared are: "
      + context.techniqueNumbers.sorted { $0.value < $1.value }.map(\.key).joined(separator: ", ")
  }

  /// `using SYN` means the flags, for which there is a technique or a call.
  private func flagsRepair(_ text: String, _ span: SourceSpan) -> [Repair] {
    guard case .flags = Predeclared.resolution(text) else { return [] }
    if context.techniqueNumbers[text.lowercased()] != nil {
      return [Repair(replace: span, with: text.lowercased(), "the technique that sends \(text)")]
    }
    return [Repair(replace: span, with: "flags(\(text), silence: filtered)", "a technique that sends \(text)")]
  }
}
