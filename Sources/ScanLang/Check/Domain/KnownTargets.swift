// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Targets of a scan that are known before the run, so that they can be held against a scope before the first packet.
public struct KnownTargets: Sendable {
  /// The scan.
  public let scan: NodeID
  /// The operand of its target set: `edge`, `203.0.113.0/24`.
  public let span: SourceSpan
  /// The whole target set.
  public let set: SourceSpan
  /// Where the operand's name is declared, if it is one.
  public let declaration: SourceSpan?
  /// Its addresses, without those that the set excepts.
  public let targets: TargetSet
}

/// A technique that a scan asks for without a way around it.
public struct KnownTechnique: Sendable {
  /// The operand of `using`.
  public let node: NodeID
  /// Where it stands.
  public let span: SourceSpan
  /// Which one.
  public let technique: Technique
}

/// Collects what is known of scans before the run.
struct KnownScans {
  let context: CheckContext

  /// The targets of scans, operand by operand; scans of tests ask simulated networks, and those of imported
  /// functions that nobody uses ask nothing.
  func targets(_ scans: [ScanSite]) -> [KnownTargets] {
    let constants = Constants(context)
    return asked(scans).flatMap { site -> [KnownTargets] in
      let set = site.scan.targets
      let except = set.except.map { constants.targets($0) }
      guard !except.contains(where: { $0 == nil }) else { return [] }
      let left = except.compactMap { $0 }.reduce(TargetSet()) { $0.union($1) }
      return set.items.compactMap { item in
        guard let targets = constants.targets(item) else { return nil }
        let declaration = context.symbol(named: item).map { context.symbols[$0].name.span }
        return KnownTargets(
          scan: site.expression, span: item.span, set: set.span, declaration: declaration,
          targets: targets.subtracting(left))
      }
    }
  }

  /// Techniques of scans that have no fallback, and the fallbacks themselves.
  func techniques(_ scans: [ScanSite]) -> [KnownTechnique] {
    let constants = Constants(context)
    return asked(scans).flatMap(\.scan.clauses).flatMap { clause -> [KnownTechnique] in
      guard case .using(let named, let fallback) = clause.kind else { return [] }
      let certain = named.filter { expression in
        fallback == nil || !(constants.technique(expression)?.needsRawSocket ?? true)
      }
      return (certain + [fallback].compactMap { $0 }).compactMap { expression in
        constants.technique(expression).map {
          KnownTechnique(node: expression.id, span: expression.span, technique: $0)
        }
      }
    }
  }

  private func asked(_ scans: [ScanSite]) -> [ScanSite] {
    scans.filter { site in !site.isInTest && site.function.map { isUsed($0) } ?? true }
  }

  private func isUsed(_ function: Int) -> Bool {
    let name = context.functions[function].declaration.name
    guard name.span.file != context.tree.source.file else { return true }
    return context.symbol(name.id).map { context.symbols[$0].isRead } ?? true
  }
}
