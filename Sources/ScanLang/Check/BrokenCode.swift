// SPDX-License-Identifier: GPL-3.0-or-later

/// Which parts of a file could not be read, so that what the checker misses there, or misses elsewhere because it may
/// be declared there, is not reported: one cause, one report.
struct BrokenCode {
  private let regions: [SourceSpan]
  private let words: Set<String>
  /// Whether nothing at all can be said of the file: a brace without its other end may hold any part of it.
  private let isWhole: Bool

  /// Mistakes after which nobody knows what belongs where.
  private static let withoutEnd: Set<DiagnosticCode> = [.braceUnclosed, .braceMissing, .nestingTooDeep]

  /// `nil` for a file that was read whole.
  init?(_ tree: SyntaxTree) {
    let errors = tree.diagnostics.filter { $0.severity == .error }
    guard !errors.isEmpty else { return nil }
    isWhole =
      errors.count >= Parser.diagnosticLimit || errors.contains { Self.withoutEnd.contains($0.code) }
    guard !isWhole else {
      regions = []
      words = []
      return
    }
    let statements = Self.statements(of: tree)
    regions = errors.map { Self.region(around: Self.extent(of: $0), statements, tree.source) }
    let places = regions
    words = Set(
      tree.tokens.lazy.filter { token in places.contains { $0.start <= token.start && token.end <= $0.end } }
        .map { tree.source.text($0.span) })
  }

  /// Whether a piece of source lies, in part at least, where something could not be read.
  func touches(_ span: SourceSpan) -> Bool {
    isWhole || regions.contains { $0.start < max(span.end, span.start + 1) && span.start <= $0.end }
  }

  /// Whether a name may be declared, or used, where something could not be read.
  func mayHold(_ name: String) -> Bool { isWhole || words.contains(name) }

  /// What a mistake covers: a bracket that is never closed all up to where its end is missing at the latest.
  private static func extent(of error: Diagnostic) -> SourceSpan {
    guard error.code == .bracketUnclosed else { return error.span }
    return error.related.reduce(error.span) { $0.joined(with: $1.span) }
  }

  private static func statements(of tree: SyntaxTree) -> [SourceSpan] {
    var spans: [SourceSpan] = []
    SyntaxTree.visit(tree.statements, statement: { spans.append($0.span) }, expression: { _ in })
    return spans
  }

  /// The smallest statement that holds a mistake, with the lines on which the mistake lies.
  private static func region(
    around span: SourceSpan, _ statements: [SourceSpan], _ source: SourceFile
  ) -> SourceSpan {
    let first = source.byteRange(ofLine: source.position(of: span.start).line)
    let last = source.byteRange(ofLine: source.position(of: span.end).line)
    let lines = SourceSpan(start: UInt32(first.lowerBound), end: UInt32(last.upperBound), file: span.file)
    let around = statements.filter { $0.start <= span.start && span.end <= $0.end }
    guard let smallest = around.min(by: { $0.end - $0.start < $1.end - $1.start }) else { return lines }
    return lines.joined(with: smallest)
  }
}
