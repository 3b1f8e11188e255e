// SPDX-License-Identifier: GPL-3.0-or-later

/// Which scans keep their packets because `save … as pcapng` writes them: it comes after the scan, and nobody keeps packets
/// that nobody wants. Where it cannot be told whose results are saved, every scan keeps its packets.
struct CaptureRules {
  let context: CheckContext
  let scans: [ScanSite]
  let saves: [SaveSyntax]

  init(_ context: CheckContext, scans: [ScanSite], saves: [SaveSyntax]) {
    self.context = context
    self.scans = scans
    self.saves = saves
  }

  /// Marks the scans; refuses to save what can have no packets.
  func run() {
    for save in saves {
      guard let span = span(ofFormat: save) else { continue }
      let marked = context.scan(behind: save.value) ?? scanThatIsDone(save.value)
      for site in scans where marked == nil || site.expression == marked {
        context.capturedScans.insert(site.expression)
        if marked != nil { check(site.scan, span) }
      }
    }
  }

  /// Where a `save` says that it writes packets; nil where it writes something else, or says so only in the run.
  private func span(ofFormat save: SaveSyntax) -> SourceSpan? {
    if let format = save.format { return format.text == SaveFormat.pcapng.rawValue ? format.span : nil }
    guard let path = save.path.literalText, SaveFormat(ending: path) == .pcapng else { return nil }
    return save.path.span
  }

  /// The scan whose `on done as r` binds the name.
  private func scanThatIsDone(_ value: Expression) -> NodeID? {
    guard let symbol = context.symbol(named: value) else { return nil }
    return scans.first { site in
      site.scan.handlers.contains { handler in
        guard case .done = handler.event, let binding = handler.binding else { return false }
        return context.symbol(binding.id) == symbol
      }
    }?.expression
  }

  private func check(_ scan: ScanSyntax, _ span: SourceSpan) {
    let facts = ScanFacts(scan, Constants(context), context)
    guard let techniques = facts.techniques, techniques.allSatisfy({ $0.send == .connect }) else { return }
    context.report(
      .captureWithoutPackets, "the packets of a scan by connections cannot be saved", at: span,
      label: "there would be none in it",
      related: facts.usingClause.map { [RelatedSpan($0, "the system makes these packets, and shows none")] } ?? [],
      fixes: facts.usingClause.map { [Repair(replace: $0, with: "using syn", "send packets of its own")] } ?? [])
  }
}

extension CheckContext {
  /// The scan whose results an expression is.
  func scan(behind results: Expression) -> NodeID? {
    var current = results
    for _ in 0..<50 {
      switch form(current) {
      case .scan: return current.id
      case .paren(let inner): current = inner
      case .name:
        guard let symbol = symbol(current.id), symbols[symbol].kind == .final, let value = symbols[symbol].initializer
        else { return nil }
        current = value
      default: return nil
      }
    }
    return nil
  }
}
