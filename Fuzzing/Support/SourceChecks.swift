// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// What holds of every source, whatever its bytes are.
enum SourceChecks {
  /// The errors and the warnings that a rendering shows before it only counts the rest.
  private static let renderLimit = 20

  /// Every byte lies in exactly one token or one piece of trivia, each in order.
  static func tiling(_ tree: SyntaxTree) {
    let size = UInt32(tree.source.bytes.count)
    var edge: UInt32 = 0
    var trivia = tree.trivia[...]
    for (index, token) in tree.tokens.enumerated() {
      while let piece = trivia.first, piece.span.start < token.start || piece.span.end <= token.start {
        must(piece.span.start == edge && piece.span.end > edge, "trivia at \(piece.span) after byte \(edge)")
        must(Int(piece.tokenIndex) <= index, "trivia at \(piece.span) belongs to a token behind the next")
        edge = piece.span.end
        trivia.removeFirst()
      }
      must(token.start == edge && token.end >= edge, "token \(token.kind) at \(token.span) after byte \(edge)")
      must((token.kind == .endOfFile) == (index == tree.tokens.count - 1), "end of file at token \(index)")
      edge = token.end
    }
    must(trivia.isEmpty && edge == size, "tokens and trivia end at \(edge) of \(size)")
  }

  /// Nodes lie within their parents, have numbers of their own, and can be printed.
  static func spans(_ tree: SyntaxTree) {
    var walker = SpanWalker(size: tree.source.bytes.count)
    let whole = SourceSpan(start: 0, end: UInt32(tree.source.bytes.count))
    for statement in tree.statements { walker.visit(statement, in: whole) }
    must(walker.problems.isEmpty, "tree: \(walker.problems.prefix(3))")
    must(walker.largestID < tree.nodeCount, "node \(walker.largestID) of \(tree.nodeCount)")
    for isFlat in [true, false] { _ = TreePrinter(flat: isFlat).print(tree) }
  }

  /// Diagnostics point into their files, stand in source order, and render in every format.
  static func diagnostics(_ diagnostics: [Diagnostic], in sources: [SourceFile]) {
    for diagnostic in diagnostics {
      must(!diagnostic.headline.isEmpty, "\(diagnostic.code.text) without headline")
      for span in [diagnostic.span] + diagnostic.related.map(\.span) + diagnostic.fixes.map(\.span) {
        let size = sources.first { $0.file == span.file }?.bytes.count ?? -1
        must(span.start <= span.end && Int(span.end) <= size, "\(diagnostic.code.text) at \(span) of \(size) bytes")
      }
    }
    let places = diagnostics.map { ($0.span.file, $0.span.start) }
    must(zip(places, places.dropFirst()).allSatisfy { $0 <= $1 }, "diagnostics out of order")
    for format in DiagnosticRenderer.Format.allCases {
      let text = DiagnosticRenderer(sources: sources, format: format).render(diagnostics)
      must(text.isEmpty == diagnostics.isEmpty, "\(format): \(diagnostics.count) diagnostics, \(text.count) characters")
      must(text.isEmpty || text.hasSuffix("\n"), "\(format): the last line does not end")
      must(!hasControl(text), "\(format): a control character is printed")
      // Two lines more say how many errors and warnings are left out.
      if format == .short {
        must(text.utf8.count { $0 == 10 } <= 2 * renderLimit + 2, "more than \(renderLimit) errors or warnings")
      }
    }
    _ = DiagnosticRenderer(sources: sources, format: .text, isColored: true).render(diagnostics)
  }
  /// Whether there is a control character other than a line end: C0, DEL, or C1, which is two bytes from C2 80 on.
  private static func hasControl(_ text: String) -> Bool {
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte < 0x20 && byte != 0x0A || byte == 0x7F || previous == 0xC2 && byte < 0xA0 { return true }
      previous = byte
    }
    return false
  }
}
