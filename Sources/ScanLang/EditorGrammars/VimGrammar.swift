// SPDX-License-Identifier: GPL-3.0-or-later

/// The syntax file for Vim: `grammar/scan.vim`.
public enum VimGrammar {
  /// The file.
  public static var text: String {
    (head + words + names + literals + texts + comments + looks + tail).joined(separator: "\n") + "\n"
  }

  private static let head = [
    "\" Vim syntax file for scan playbooks.",
    "\" Made from the tables of the language by `make grammar`: change those.",
    "if exists(\"b:current_syntax\")", "  finish", "endif", "syntax case match", "",
  ]

  private static let tail = ["", "let b:current_syntax = \"scan\""]

  // MARK: Items

  private static var words: [String] {
    (GrammarWords.reserved + GrammarWords.predeclared).map { "syntax keyword scan\($0.name) \(list($0.words))" }
  }

  /// Later items win where several begin at one place.
  private static var names: [String] {
    [
      "syntax match scanBuiltin \"\\v<%(\(any(GrammarWords.builtins)))\\ze\\(\"",
      "syntax match scanClause \"\\v%(^|[{;])\\s*\\zs%(\(any(GrammarWords.clauses)))>\\ze\\s+[^= ]\"",
      "syntax match scanClause \"\\v\\s\\zs%(\(any(GrammarWords.headerClauses)))\\ze\\s+[^= ]\"",
      "syntax match scanType \"\\v%(:|->)\\s+\\zs%(\(any(GrammarWords.types)))>\"",
      "syntax match scanLabel \"\\v<\\h\\w*\\ze:\\s\"",
      "syntax match scanFunction \"\\v<%(fn|technique)\\s+\\zs\\h\\w*\"",
      "syntax match scanMember \"\\v[0-9A-Za-z_)\\]]@1<=%(\\?\\.|\\.)\\s*\\h\\w*\"",
    ]
  }

  private static var literals: [String] {
    LiteralPattern.all.reversed().map { form in
      "syntax match scan\(form.name) \"\\v[0-9A-Za-z_.:]@1<!%(\(translated(form.pattern)))[0-9A-Za-z_]@!\""
    }
  }

  /// Groups do not capture, and `%` stands for itself.
  private static func translated(_ pattern: String) -> String {
    pattern.replacing("%", with: "\\%").replacing("(", with: "%(")
  }

  private static let texts = [
    "syntax match scanEscape contained \"\\v\\\\%(x\\x{2}|u\\{\\x+\\}|.)\"",
    "syntax region scanInterpolation contained matchgroup=scanEscape start=\"\\\\(\" end=\")\" contains=TOP",
    "syntax region scanParentheses transparent start=\"(\" end=\")\" contains=TOP",
    "syntax region scanText start=+\"+ end=+\"\\|$+ contains=scanEscape,scanInterpolation",
    "syntax region scanText start=+\"\"\"+ end=+\"\"\"+ contains=scanEscape,scanInterpolation",
    "syntax region scanBytes start=+\\<b\"+ end=+\"\\|$+ contains=scanEscape",
    "syntax region scanRaw start=+\\<r\"+ end=+\"\\|$+",
    "syntax region scanRaw start=+\\<r\"\"\"+ end=+\"\"\"+",
  ]

  private static let comments = [
    "syntax match scanComment \"#.*$\" contains=@Spell", "syntax match scanDocumentation \"##.*$\" contains=@Spell",
    "syntax match scanShebang \"\\%^#!.*$\"",
  ]

  private static var looks: [String] {
    let groups = (GrammarWords.reserved + GrammarWords.predeclared).map { ($0.name, $0.look) }
    let literals = LiteralPattern.all.map { ($0.name, $0.name == "Float" ? "Float" : "Number") }
    let others = [
      ("Builtin", "Function"), ("Clause", "Keyword"), ("Type", "Type"), ("Label", "Identifier"),
      ("Function", "Function"), ("Escape", "SpecialChar"), ("Text", "String"), ("Bytes", "String"), ("Raw", "String"),
      ("Comment", "Comment"), ("Documentation", "SpecialComment"), ("Shebang", "PreProc"),
    ]
    return [""] + (groups + literals + others).map { "highlight default link scan\($0.0) \($0.1)" }
  }

  private static func any(_ words: [String]) -> String { words.joined(separator: "|") }

  private static func list(_ words: [String]) -> String { words.joined(separator: " ") }
}
