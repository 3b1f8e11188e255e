// SPDX-License-Identifier: GPL-3.0-or-later

/// `finding`, `emit`, `show`, `save` (language reference, section 7).
extension Parser {
  /// Words for the level of a finding.
  static let levels = ["info", "low", "medium", "high", "critical"]

  /// `finding LEVEL "text" [at p] [{ … }]`
  func parseFinding() -> Statement.Kind {
    advance()
    guard let level = parseLevel() else { return .missing }
    let text = parseExpression()
    let place = take(word: "at") ? parseExpression() : nil
    let fields = kind == .leftBrace && !isAtLineBreak ? parseMap() : nil
    return .finding(FindingSyntax(level: level, text: text, place: place, fields: fields))
  }

  private func parseLevel() -> FindingSyntax.Level? {
    if kind == .leftParen, !isAtLineBreak { return .computed(parseParenthesised()) }
    guard kind.isWord, !isAtLineBreak else {
      complain(
        .levelMissing, "`finding` needs a level before its text", at: isAtLineBreak ? behind : here,
        label: "a level belongs here", notes: ["levels: \(Self.levels.joined(separator: ", "))"],
        fixes: [Repair(replace: behind, with: " medium", "a level")])
      return kind == .stringStart ? .word(missingName()) : lostLevel()
    }
    guard takeChoice(Self.levels, of: "finding") != nil else { return nil }
    return .word(name(at: position - 1))
  }

  private func lostLevel() -> FindingSyntax.Level? {
    lose()
    return nil
  }

  /// `emit kind { … }`
  func parseEmit() -> Statement.Kind {
    advance()
    let kindName = takeWord("the kind of record")
    guard kind == .leftBrace, !isAtLineBreak else {
      complainMissing(
        .recordMissing, "the record `{ … }`", fixes: [Repair(replace: behind, with: " {name: \"value\"}", "its fields")]
      )
      return .emit(kindName, missing())
    }
    return .emit(kindName, parseMap())
  }

  /// `show LIST [columns a, b] [sort c [desc]]`
  func parseShow() -> Statement.Kind {
    advance()
    let value = parseExpression()
    var columns: [Name] = []
    var sort: Name?
    var isDescending = false
    var seen: [String: SourceSpan] = [:]
    while kind == .identifier, !isAtLineBreak {
      let start = position
      if take(word: "columns") {
        let names = parseColumns()
        noteClause(name(at: start), in: &seen) { columns = names }
      } else if take(word: "sort") {
        let column = takeWord("a column")
        let falls = take(word: "desc")
        noteClause(name(at: start), in: &seen) { (sort, isDescending) = (column, falls) }
      } else {
        complainAboutWord(in: .show, "a clause of `show`")
        lose()
      }
    }
    return .show(ShowSyntax(value: value, columns: columns, sort: sort, isDescending: isDescending))
  }

  private func parseColumns() -> [Name] {
    var columns: [Name] = []
    repeat {
      columns.append(takeWord("a column"))
    } while take(.comma) || isAtFurtherColumn
    return columns
  }

  /// `columns host port`: a word that is no clause stands where a comma is missing; says so.
  private var isAtFurtherColumn: Bool {
    guard !isLost, kind.isWord, !isAtLineBreak, ClauseWord.row(text(position), in: .show) == nil else { return false }
    complain(
      .commaMissing, "a comma is missing before `\(text(position))`", at: here,
      label: "columns are separated by commas",
      fixes: [Repair(replace: behind, with: ",", "", isSafe: true)])
    return true
  }

  /// `save RESULTS to "path" [as FORMAT]`
  func parseSave() -> Statement.Kind {
    advance()
    let value = parseExpression()
    if !take(word: "to") { complainMissing(.wordMissing, "`to` and a path") }
    let path = parseExpression()
    let format = kind == .kwAs && !isAtLineBreak && take(.kwAs) ? takeWord("a format") : nil
    return .save(SaveSyntax(value: value, path: path, format: format))
  }
}
