// SPDX-License-Identifier: GPL-3.0-or-later

/// What people write out of habit from other languages and tools, each with its repair.
extension Parser {
  /// A statement that only another language has; `nil` if the line begins like a statement.
  func parseHabitStatement() -> Statement.Kind? {
    switch kind {
    case .kwElse: return strayElse()
    case .kwOn: return strayHandler()
    case .leftBrace where !looksLikeMap: return strayBlock()
    case .identifier: return parseWordStatement()
    case .minus: return nil
    default:
      guard OperatorLevel.binary(kind, next: peek()) != nil || assignmentOperator != nil else { return nil }
      complainAboutLeadingOperator()
      lose()
      return .missing
    }
  }

  private func strayElse() -> Statement.Kind {
    complain(
      .elseWithoutIf, "this `else` has no `if`", at: here, label: "nothing before it that it could belong to",
      notes: ["`else` stands on the line of the block or of the `try` that it follows"])
    advance()
    if kind == .leftBrace { skipBlock() } else { lose() }
    return .missing
  }

  /// Parses a block that belongs to nothing, for the mistakes in it.
  private func skipBlock() {
    _ = parseBlock(of: position, "block")
  }

  private func strayHandler() -> Statement.Kind {
    complain(
      .handlerOutside, "a handler stands in the braces of `scan`", at: here, label: "no `scan` around it")
    let id = newID()
    _ = (id, parseHandler())
    return .missing
  }

  /// `{ }`, or a colon between the braces that belongs to a key.
  private var looksLikeMap: Bool {
    if peek() == .rightBrace || peek(2) == .colon { return true }
    let closer = Int(brackets.partner[position])
    guard closer > position, !peek().isKeyword else { return false }
    let level = brackets.depth[position] + 1
    let end = (position..<closer).first { brackets.depth[$0] == level && tokens[$0].kind == .comma } ?? closer
    return (position..<end).contains { brackets.depth[$0] == level && tokens[$0].kind == .colon }
  }

  private func strayBlock() -> Statement.Kind {
    complain(
      .blockWithoutHeader, "a block needs a header", at: here, label: "`{` begins no statement",
      notes: ["blocks belong to `if`, `for`, `while`, `fn`, `on` and the like"])
    skipBlock()
    return .missing
  }

  /// An operator or `=` at the start of a line, where nothing is left that it could go on with.
  func complainAboutLeadingOperator() {
    let sign = text(position)
    let next = tokens[min(position + 1, tokens.count - 1)].span
    let between = SourceSpan(start: behind.start, end: max(here.end, next.start), file: here.file)
    complain(
      .lineBeginsWithOperator, "a line cannot begin with `\(sign)`", at: here,
      label: "the statement ended with the line before",
      fixes: [Repair(replace: between, with: " \(sign) ", "on the line before")])
  }

  /// A name and something that cannot follow it: a word of another language, a clause, a call without parentheses.
  private func parseWordStatement() -> Statement.Kind? {
    let next = position + 1
    guard !hasNewline(before: next), startsSecondWord(peek()) else { return nil }
    switch text(position) {
    case "def", "function", "func", "sub", "proc": return parseForeignFunction()
    case "const", "val", "my", "local", "auto": return parseForeignBinding()
    case "elif": return strayElif()
    default: return parseUnknownStatement()
    }
  }

  private func startsSecondWord(_ kind: TokenKind) -> Bool {
    kind.startsPlainValue
  }

  private func strayElif() -> Statement.Kind {
    complain(
      .elif, "there is no `elif`", at: here, label: "and no `if` before it",
      fixes: [Repair(replace: here, with: "if", "")])
    lose()
    return .missing
  }

  private func parseForeignFunction() -> Statement.Kind {
    complainAboutWord(foreign: "fn", "a function is declared with `fn`")
    let header = position
    advance()
    return parseFunction(from: header)
  }

  private func parseForeignBinding() -> Statement.Kind {
    complainAboutWord(foreign: "let", "a value is named with `let`")
    return parseBinding()
  }

  private func complainAboutWord(foreign right: String, _ headline: String) {
    complain(
      .foreignWord, headline, at: here, label: "`\(text(position))` is a word of other languages",
      fixes: [Repair(replace: here, with: right, "", isSafe: true)])
  }

  private static let statementWords = Keyword.all.map(\.word).filter { word in
    ["and", "or", "not", "in", "has", "as", "except", "true", "false", "none", "else"].allSatisfy { $0 != word }
  }

  /// Programs whose users begin a line with their name.
  private static let scanners: Set<String> = ["nmap", "masscan", "zmap", "rustscan", "unicornscan", "hping3"]

  private func parseUnknownStatement() -> Statement.Kind {
    let word = text(position)
    if ClauseWord.row(word, in: .scan) != nil {
      complain(
        .clauseOutside, "`\(word)` is a clause of `scan`", at: here, label: "no `scan` on this line or around it",
        notes: ["clauses stand on the line of `scan` or in its braces"])
    } else if Self.scanners.contains(word) {
      complain(
        .unknownStatement, "no statement begins with `\(word)`", at: here, label: "a scan begins with `scan`",
        notes: ["as in: scan 10.0.0.0/24 ports 22, 80 using syn"],
        fixes: [Repair(replace: here, with: "scan", "")])
    } else if let nearest = Spelling.nearest(to: word, in: Self.statementWords) {
      complain(
        .unknownStatement, "no statement begins with `\(word)`", at: here, label: "did you mean `\(nearest)`?",
        fixes: [Repair(replace: here, with: nearest, "the nearest word")])
    } else {
      complainAboutBareCall(word)
    }
    lose()
    return .missing
  }

  private func complainAboutBareCall(_ word: String) {
    var last = position
    while last + 1 < tokens.count - 1, !hasNewline(before: last + 1), !endsCall(tokens[last + 1].kind) { last += 1 }
    let arguments = tokens[position + 1].span.joined(with: tokens[last].span)
    let blank = here.after.joined(with: arguments)
    complain(
      .unknownStatement, "no statement begins with `\(word)`", at: here, label: "a call has parentheses",
      fixes: [Repair(replace: blank, with: "(\(source.text(arguments)))", "a call")])
  }

  private func endsCall(_ kind: TokenKind) -> Bool {
    kind == .rightBrace || kind == .semicolon || kind == .leftBrace
  }
}
