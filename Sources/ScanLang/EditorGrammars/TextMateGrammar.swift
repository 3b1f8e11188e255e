// SPDX-License-Identifier: GPL-3.0-or-later

/// The grammar for editors that read TextMate's format: `grammar/scan.tmLanguage.json`.
public enum TextMateGrammar {
  /// The file.
  public static var text: String {
    let rules = [
      ("comments", comments), ("texts", texts), ("parentheses", [parentheses]), ("members", [members]),
      ("names", names), ("literals", literals), ("words", words), ("operators", operators),
    ]
    let included = rules.map { "    {\"include\": \"#\($0.0)\"}" }.joined(separator: ",\n")
    let repository = rules.map { name, patterns in
      "    \(quoted(name)): {\"patterns\": [\n"
        + patterns.map { "      \($0)" }.joined(separator: ",\n") + "\n    ]}"
    }
    return """
      {
        "name": "scan",
        "comment": "Made from the tables of the language by `make grammar`: change those.",
        "scopeName": "source.scan",
        "fileTypes": ["scan", "scope"],
        "firstLineMatch": "^#!.*\\\\bscan\\\\b",
        "patterns": [
      \(included)
        ],
        "repository": {
      \(repository.joined(separator: ",\n"))
        }
      }

      """
  }

  // MARK: Rules

  private static var comments: [String] {
    [
      match("\\A#!.*$", "comment.line.shebang"), match("##.*$", "comment.block.documentation"),
      match("#.*$", "comment.line.number-sign"),
    ]
  }

  private static var texts: [String] {
    [
      span("r\"\"\"", "\"\"\"", "string.quoted.raw.block", inside: nil),
      span("\\br\"", "\"|$", "string.quoted.raw", inside: nil),
      span("\\bb\"", "\"|$", "string.quoted.bytes", inside: [escape]),
      span("\"\"\"", "\"\"\"", "string.quoted.block", inside: [interpolation, escape]),
      span("\"", "\"|$", "string.quoted.double", inside: [interpolation, escape]),
    ]
  }

  private static let escape = match("\\\\(x[0-9A-Fa-f]{2}|u\\{[0-9A-Fa-f]+\\}|.)", "constant.character.escape")
  private static let interpolation = span(
    "\\\\\\(", "\\)", "meta.embedded.interpolation", inside: ["{\"include\": \"$self\"}"])
  /// Within an interpolation, so that it ends at its own parenthesis.
  private static let parentheses = span("\\(", "\\)", "meta.parentheses", inside: ["{\"include\": \"$self\"}"])
  /// Behind a dot every word is a name.
  private static let members = match("(?<=[\\w)\\]])(\\?\\.|\\.)\\s*[A-Za-z_]\\w*", "variable.other.member")

  private static var names: [String] {
    [
      captures("\\b(fn|technique)\\s+([A-Za-z_]\\w*)", "keyword.declaration", "entity.name.function"),
      captures("\\b(let|var|param|ports|targets|network)\\s+([A-Za-z_]\\w*)", "keyword.declaration", "variable.other"),
      match("\\b[A-Za-z_]\\w*(?=:\\s)", "variable.parameter"),
      captures("(:|->)\\s+(\(any(GrammarWords.types)))\\b", "punctuation.separator", "support.type"),
    ]
  }

  private static var literals: [String] {
    LiteralPattern.all.map { match("(?<![\\w.:])(\($0.pattern))(?!\\w)", $0.scope) }
  }

  private static var words: [String] {
    var rules = (GrammarWords.reserved + GrammarWords.predeclared).map { group in
      match("\\b(\(any(group.words)))\\b", group.scope)
    }
    rules.append(match("\\b(\(any(GrammarWords.builtins)))(?=\\()", "support.function"))
    rules.append(
      captures(
        "(^|[{;])\\s*(\(any(GrammarWords.clauses)))\\b(?=\\s+[^=\\s])", "punctuation.separator", "keyword.other.clause")
    )
    rules.append(match("(?<=\\s)(\(any(GrammarWords.headerClauses)))(?=\\s+[^=\\s])", "keyword.other.clause"))
    return rules
  }

  private static var operators: [String] {
    [
      match("=>|->", "keyword.operator.arrow"),
      match("==|!=|<=|>=|<|>|~|\\?\\?|[-+*/]=|=|[-+*/%|&]", "keyword.operator"),
    ]
  }

  // MARK: JSON

  private static func any(_ words: [String]) -> String { words.joined(separator: "|") }

  private static func match(_ pattern: String, _ scope: String) -> String {
    "{\"match\": \(quoted(pattern)), \"name\": \(quoted(scope + ".scan"))}"
  }

  private static func captures(_ pattern: String, _ first: String, _ second: String) -> String {
    "{\"match\": \(quoted(pattern)), \"captures\": {\"1\": {\"name\": \(quoted(first + ".scan"))}, "
      + "\"2\": {\"name\": \(quoted(second + ".scan"))}}}"
  }

  private static func span(_ begin: String, _ end: String, _ scope: String, inside: [String]?) -> String {
    let patterns = inside.map { ", \"patterns\": [\($0.joined(separator: ", "))]" } ?? ""
    return "{\"begin\": \(quoted(begin)), \"end\": \(quoted(end)), \"name\": \(quoted(scope + ".scan"))\(patterns)}"
  }

  private static func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.string(text)
    return writer.text
  }
}
