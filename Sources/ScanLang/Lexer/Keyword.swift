// SPDX-License-Identifier: GPL-3.0-or-later

/// A reserved word: a row from which the lexer, completion and editor grammars are made.
///
/// The words of clauses are no reserved words; they live with the parser.
public struct Keyword: Sendable, Hashable {
  /// As it is written.
  public let word: String
  /// The token it makes, except where every word is a name.
  public let kind: TokenKind
  /// What it is for, in one line.
  public let documentation: String

  init(_ word: String, _ kind: TokenKind, _ documentation: String) {
    self.word = word
    self.kind = kind
    self.documentation = documentation
  }

  /// Every reserved word, in the order of the language reference.
  public static let all: [Keyword] = [
    Keyword("and", .kwAnd, "True when both sides are; the right side is not asked when the left is false."),
    Keyword("or", .kwOr, "True when one side is; the right side is not asked when the left is true."),
    Keyword("not", .kwNot, "Turns true into false and back; `not in` asks for absence."),
    Keyword("in", .kwIn, "Asks whether a set, list, map or text holds something; names the source of `for`."),
    Keyword("has", .kwHas, "Asks whether flags include others: `f has SYN|ACK`."),
    Keyword("true", .kwTrue, "The truth value yes."),
    Keyword("false", .kwFalse, "The truth value no."),
    Keyword("none", .kwNone, "The absence of a value."),
    Keyword("let", .kwLet, "Gives a value a name that never changes."),
    Keyword("var", .kwVar, "Gives a value a name that may be assigned again."),
    Keyword("fn", .kwFn, "Declares a function."),
    Keyword("return", .kwReturn, "Ends a function or handler, with a value if one follows."),
    Keyword("if", .kwIf, "Runs a block when a condition holds; also an expression."),
    Keyword("else", .kwElse, "What happens otherwise: of `if`, `try`, `match` and `using`."),
    Keyword("for", .kwFor, "Runs a block for each item of a list, set, range or map."),
    Keyword("while", .kwWhile, "Runs a block as long as a condition holds."),
    Keyword("break", .kwBreak, "Leaves the innermost loop."),
    Keyword("continue", .kwContinue, "Goes on with the next round of the innermost loop."),
    Keyword("match", .kwMatch, "Compares a value with patterns, top to bottom."),
    Keyword("try", .kwTry, "Takes a failure and gives the value behind `else` instead."),
    Keyword("fail", .kwFail, "Raises an error with a message."),
    Keyword("import", .kwImport, "Brings in the declarations of another file or of the standard library."),
    Keyword("as", .kwAs, "Names what an import, a handler or `same` refers to; gives a format to `save`."),
    Keyword("param", .kwParam, "Declares a parameter of the playbook, set from the command line."),
    Keyword("targets", .kwTargets, "Declares a named set of addresses; called, makes one."),
    Keyword("ports", .kwPorts, "Declares a named set of ports; called, makes one; as a clause, says what is asked."),
    Keyword("technique", .kwTechnique, "Declares a probe and how its answers are read."),
    Keyword("scan", .kwScan, "Asks ports of targets and gives the results."),
    Keyword("on", .kwOn, "Begins a handler, or narrows an expectation to hosts."),
    Keyword("expect", .kwExpect, "States what must hold; decides over pass and fail."),
    Keyword("finding", .kwFinding, "Reports something worth attention, with a level."),
    Keyword("emit", .kwEmit, "Puts one record into the results."),
    Keyword("show", .kwShow, "Prints a list as a table."),
    Keyword("save", .kwSave, "Writes results to a file."),
    Keyword("limits", .kwLimits, "Bounds time, packets, follow-ups, steps and memory of the run."),
    Keyword("scope", .kwScope, "Narrows what a run may touch; in the operator's file, grants it."),
    Keyword("test", .kwTest, "Declares a test that `scan test` runs."),
    Keyword("network", .kwNetwork, "Declares a simulated network."),
    Keyword("edition", .kwEdition, "States the edition of the language, as the first statement."),
    Keyword("except", .kwExcept, "Takes members out of a set."),
  ]

  /// The word that makes a kind of token, if it is a reserved one.
  public static func word(for kind: TokenKind) -> String? {
    all.first { $0.kind == kind }?.word
  }
}

/// Reserved words by their bytes, for the lexer.
struct KeywordTable: Sendable {
  /// Words of one length, each packed into a number.
  private let byLength: [[(packed: UInt128, kind: TokenKind)]]

  /// Made once from the rows.
  static let shared = KeywordTable()

  private init() {
    var table: [[(packed: UInt128, kind: TokenKind)]] = Array(repeating: [], count: 16)
    for row in Keyword.all {
      let bytes = Array(row.word.utf8)
      table[bytes.count].append((KeywordTable.pack(bytes, 0, bytes.count), row.kind))
    }
    byLength = table
  }

  /// The kind of the word at `start..<end`, or `nil` for a name.
  func kind(_ bytes: [UInt8], _ start: Int, _ end: Int) -> TokenKind? {
    let length = end - start
    guard length < byLength.count else { return nil }
    let rows = byLength[length]
    guard !rows.isEmpty else { return nil }
    let packed = KeywordTable.pack(bytes, start, end)
    for row in rows where row.packed == packed { return row.kind }
    return nil
  }

  private static func pack(_ bytes: [UInt8], _ start: Int, _ end: Int) -> UInt128 {
    var packed: UInt128 = 0
    for index in start..<end { packed = packed << 8 | UInt128(bytes[index]) }
    return packed
  }
}
