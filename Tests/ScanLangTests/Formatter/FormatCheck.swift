// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// What must hold of the formatter's answer for a source without errors, whatever the source.
enum FormatCheck {
  /// What does not hold; empty for a source with errors, which is not formatted.
  static func problems(_ source: SourceFile) -> [String] {
    let before = Parser.parse(source)
    let output: [UInt8]
    do throws(Formatter.Failure) {
      output = try Formatter.format(before)
    } catch {
      if case .errors = error { return [] }
      return ["misunderstood"]
    }
    let after = Parser.parse(SourceFile(name: source.name, bytes: output))
    let printer = TreePrinter(flat: true)
    if let error = after.diagnostics.first(where: { $0.severity == .error }) {
      return ["does not parse: \(error.headline)"]
    }
    var problems: [String] = []
    if printer.print(before) != printer.print(after) { problems.append("another tree") }
    if comments(before) != comments(after) { problems.append("other comments") }
    if words(before) != words(after) { problems.append("other tokens") }
    if (try? Formatter.format(after)) != output { problems.append("another layout the second time") }
    if let fault = untidy(output) { problems.append(fault) }
    return problems
  }

  /// The text that formatting gives; the problem if there is none.
  static func text(_ source: String) -> String {
    do throws(Formatter.Failure) {
      return String(decoding: try Formatter.format(SourceFile(name: "test.scan", text: source)), as: UTF8.self)
    } catch {
      switch error {
      case .errors(let errors): return "errors: \(errors.map(\.headline))"
      case .misunderstood: return "misunderstood"
      }
    }
  }

  /// Comments in any order: documentation of a header may move above it.
  static func comments(_ tree: SyntaxTree) -> [String] {
    tree.trivia.filter { [.comment, .documentation, .shebang].contains($0.kind) }
      .map { piece in
        var text = Substring(tree.source.text(piece.span))
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
      }.sorted()
  }

  /// Texts of all tokens but commas and semicolons, which formatting adds and removes.
  private static func words(_ tree: SyntaxTree) -> [String] {
    tree.tokens.filter { $0.kind != .comma && $0.kind != .semicolon }
      .map { token in
        let text = tree.source.text(token.span)
        return text.contains("\r") ? text.replacing("\r\n", with: "\n") : text
      }
  }

  /// Bytes that no formatted source has: blanks before a line end (texts aside), two empty lines, no line end at the
  /// end.
  private static func untidy(_ output: [UInt8]) -> String? {
    guard !output.isEmpty else { return nil }
    if output.last != UInt8(ascii: "\n") { return "no line end at the end" }
    if output.count > 1, output[output.count - 2] == UInt8(ascii: "\n") { return "an empty line at the end" }
    if output.first == UInt8(ascii: "\n") { return "an empty line at the start" }
    return nil
  }
}
