// SPDX-License-Identifier: GPL-3.0-or-later

/// The words that editors colour, in groups, all from the tables of the language.
enum GrammarWords {
  /// A group of words that look alike.
  struct Group {
    /// Its name in Vim: `scanControl`.
    let name: String
    /// Its scope in TextMate.
    let scope: String
    /// The group of Vim's colour schemes that it looks like.
    let look: String
    let words: [String]
  }

  private static let operators: Set<String> = ["and", "or", "not", "in", "has", "as", "except"]
  private static let constants: Set<String> = ["true", "false", "none"]
  private static let control: Set<String> = [
    "return", "if", "else", "for", "while", "break", "continue", "match", "try", "fail", "on",
  ]
  private static let declarations: Set<String> = [
    "let", "var", "fn", "import", "param", "targets", "ports", "technique", "test", "network", "edition", "limits",
    "scope",
  ]

  /// Reserved words, by what they do; none is left out.
  static var reserved: [Group] {
    let all = Keyword.all.map(\.word)
    let known = operators.union(constants).union(control).union(declarations)
    return [
      Group(name: "Control", scope: "keyword.control", look: "Conditional", words: all.filter(control.contains)),
      Group(
        name: "Declaration", scope: "keyword.declaration", look: "StorageClass",
        words: all.filter(declarations.contains)),
      Group(
        name: "WordOperator", scope: "keyword.operator.word", look: "Operator", words: all.filter(operators.contains)),
      Group(name: "Constant", scope: "constant.language", look: "Constant", words: all.filter(constants.contains)),
      Group(name: "Action", scope: "keyword.other", look: "Statement", words: all.filter { !known.contains($0) }),
    ]
  }

  /// States, flags and port sets that every script has, and the types.
  static var predeclared: [Group] {
    [
      Group(
        name: "State", scope: "support.constant.state", look: "Constant", words: Predeclared.states.map(\.name)),
      Group(name: "Flag", scope: "support.constant.flag", look: "Constant", words: Predeclared.flags.map(\.name)),
      Group(
        name: "PortSet", scope: "support.constant.ports", look: "Constant", words: Predeclared.portSets.map(\.name)),
    ]
  }

  /// Functions, where they are called.
  static var builtins: [String] { BuiltinTable.rows.map(\.builtin.rawValue).sorted() }

  /// Words of clauses: they are names elsewhere and count at the start of a line, or behind `{` and `;`.
  static var clauses: [String] {
    let reserved = Set(Keyword.all.map(\.word))
    return Set(ClauseWord.all.map(\.word)).subtracting(reserved).sorted()
  }

  /// Clauses of `scan` that may stand on its line.
  static var headerClauses: [String] { ClauseWord.rows(in: .scan).map(\.word) }

  /// Names of types behind a colon or an arrow.
  static var types: [String] { ValueType.names.filter { !$0.contains(" ") }.sorted() }
}
