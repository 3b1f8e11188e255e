// SPDX-License-Identifier: GPL-3.0-or-later

/// Applies the repairs that are marked safe to one source: those that cannot change what a playbook means, because
/// what stands there means nothing, or one thing alone.
public struct SafeRepairs: Sendable {
  /// A repair that was applied.
  public struct Applied: Sendable {
    /// The row of the mistake that it repaired.
    public let code: DiagnosticCode
    /// What stood where, in the text before it was applied.
    public let repair: Repair
    /// The text that `repair` speaks of.
    public let source: SourceFile
  }

  /// What all repairs together made of a source.
  public struct Outcome: Sendable {
    /// The source afterwards; the same object where nothing was repaired.
    public let source: SourceFile
    /// Every repair, in the order in which they were applied.
    public let applied: [Applied]
  }

  /// One repair often lets the next mistake be seen. Far fewer rounds are ever needed; the limit is there against two
  /// repairs that undo each other.
  private static let roundLimit = 100

  /// Repairs a source until nothing safe is left to do, asking `check` for its diagnostics after every round.
  public static func repair(_ source: SourceFile, check: (SourceFile) -> [Diagnostic]) -> Outcome {
    var current = source
    var applied: [Applied] = []
    var known: Set<[UInt8]> = [source.bytes]
    for _ in 0..<roundLimit {
      let round = choose(check(current), in: current)
      guard !round.isEmpty else { break }
      let bytes = apply(round.map(\.repair), to: current.bytes)
      guard bytes.count <= SourceFile.sizeLimit, known.insert(bytes).inserted else { break }
      applied += round
      current = SourceFile(name: source.name, bytes: bytes, file: source.file)
    }
    return Outcome(source: current, applied: applied)
  }

  /// The safe repairs of a source, in its order, no two of which touch each other. Where a diagnostic has several safe
  /// ones, somebody has to choose, and none is taken.
  static func choose(_ diagnostics: [Diagnostic], in source: SourceFile) -> [Applied] {
    var chosen: [Applied] = []
    let candidates = diagnostics.compactMap { diagnostic -> Applied? in
      let safe = diagnostic.fixes.filter { $0.isSafe && $0.span.file == source.file }
      return safe.count == 1 ? Applied(code: diagnostic.code, repair: safe[0], source: source) : nil
    }
    let ordered = candidates.enumerated().sorted {
      ($0.element.repair.span.start, $0.element.repair.span.end, $0.offset)
        < ($1.element.repair.span.start, $1.element.repair.span.end, $1.offset)
    }
    for candidate in ordered.map(\.element) {
      let span = candidate.repair.span
      guard span.start <= span.end, Int(span.end) <= source.bytes.count else { continue }
      // What only touches waits for the next round, which sees what became of it.
      if let last = chosen.last, span.start <= last.repair.span.end { continue }
      chosen.append(candidate)
    }
    return chosen
  }

  /// Puts replacements in place; the repairs stand in order and apart.
  static func apply(_ repairs: [Repair], to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var position = 0
    for repair in repairs {
      result += bytes[position..<Int(repair.span.start)]
      result += repair.replacement.utf8
      position = Int(repair.span.end)
    }
    return result + bytes[position...]
  }
}

extension SafeRepairs.Applied {
  /// What was done: `` `nil` is now `none` ``.
  var headline: String {
    let removed = source.text(repair.span)
    if repair.replacement.isEmpty { return "`\(Self.shown(removed))` is gone" }
    if removed.isEmpty { return "`\(Self.shown(repair.replacement))` is put in" }
    return "`\(Self.shown(removed))` is now `\(Self.shown(repair.replacement))`"
  }

  private static func shown(_ text: String) -> String {
    let visible = text.replacing("\n", with: "\\n")
    return visible.count > 60 ? String(visible.prefix(59)) + "…" : visible
  }
}

extension DiagnosticRenderer {
  /// What was repaired, one line each: `file:line:column: fixed[S0309]: …`, or an object.
  public static func render(_ applied: [SafeRepairs.Applied], format: Format) -> String {
    applied.map { item in
      let renderer = DiagnosticRenderer(sources: [item.source], format: format)
      let headline = TerminalText.sanitized(item.headline)
      guard format == .json else {
        return "\(renderer.place(item.repair.span)): fixed[\(item.code.text)]: \(headline)\n"
      }
      return renderer.json(item)
    }.joined()
  }
}
