// SPDX-License-Identifier: GPL-3.0-or-later

/// `##` comments: to which declaration they belong, and the playbook's own (language reference, section 2).
extension Parser {
  /// The documentation of a declaration: the lines above it, or what stands at the end of its first or last line.
  func documentation(of kind: Statement.Kind, from start: Int) -> String? {
    guard kind.isDeclaration else { return nil }
    var first = start
    // A semicolon at the beginning of a line stands for nothing: what is above it is above the declaration.
    while first > 0, tokens[first - 1].kind == .semicolon { first -= 1 }
    let above = (first...start).flatMap { documentation(before: $0) }.filter { startsLine($0) && !isOwn($0) }
    if !above.isEmpty { return text(of: above) }
    return documentationAtEnd(from: start).map { text(of: [$0]) }
  }

  /// Documentation in the trivia directly before a token.
  private func documentation(before token: Int) -> [Int] {
    var index = firstTrivia(notBefore: token)
    var found: [Int] = []
    while index < trivia.count, trivia[index].tokenIndex == UInt32(token) {
      if trivia[index].kind == .documentation { found.append(index) }
      index += 1
    }
    return found
  }

  /// Index of the first trivia that stands directly before a token or later.
  private func firstTrivia(notBefore token: Int) -> Int {
    var low = 0
    var high = trivia.count
    while low < high {
      let middle = (low + high) / 2
      if trivia[middle].tokenIndex < UInt32(token) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func documentationAtEnd(from start: Int) -> Int? {
    if let found = documentation(before: position).first(where: { !startsLine($0) }), position > start,
      source.position(of: trivia[found].span.start).line == source.position(of: tokens[position - 1].start).line
    {
      return found
    }
    return headerDocumentation(from: start)
  }

  /// A comment behind the `{` of a longer declaration's block, or at the end of its first line outside of all brackets:
  /// within them it belongs to what stands there.
  private func headerDocumentation(from start: Int) -> Int? {
    var index = firstTrailingDocumentation(behind: start)
    while index < trailingDocumentation.count {
      let found = trailingDocumentation[index]
      let next = Int(trivia[found].tokenIndex)
      guard next < position else { return nil }
      if opensBlock(next - 1, of: start) || (isOutsideBrackets(next, start) && isFirstLine(found, start)) {
        return found
      }
      index += 1
    }
    return nil
  }

  private func opensBlock(_ token: Int, of start: Int) -> Bool {
    tokens[token].kind == .leftBrace && brackets.depth[token] == brackets.depth[start]
  }

  /// Whether what stands before a token lies in no bracket that was opened behind another.
  private func isOutsideBrackets(_ token: Int, _ start: Int) -> Bool {
    let closes = [.rightParen, .rightBracket, .rightBrace].contains(tokens[token].kind)
    return !closes && brackets.depth[token] == brackets.depth[start]
  }

  private func isFirstLine(_ comment: Int, _ start: Int) -> Bool {
    source.lineStart(of: trivia[comment].span.start) == source.lineStart(of: tokens[start].start)
  }

  private func firstTrailingDocumentation(behind token: Int) -> Int {
    var low = 0
    var high = trailingDocumentation.count
    while low < high {
      let middle = (low + high) / 2
      if trivia[trailingDocumentation[middle]].tokenIndex <= UInt32(token) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The documentation that stands at line ends, as indices into the trivia.
  func findTrailingDocumentation() -> [Int] {
    trivia.indices.filter { trivia[$0].kind == .documentation && !startsLine($0) }
  }

  /// Whether only blanks stand before it on its line.
  private func startsLine(_ index: Int) -> Bool {
    let start = Int(trivia[index].span.start)
    let line = source.lineStart(of: trivia[index].span.start)
    return source.bytes[line..<start].allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  /// Whether a line of documentation belongs to the playbook itself.
  private func isOwn(_ index: Int) -> Bool { ownDocumentation?.contains(index) == true }

  /// The playbook's documentation.
  func fileDocumentation() -> String? {
    ownDocumentation.map { block in text(of: block.filter { trivia[$0].kind == .documentation }) }
  }

  /// The file's first `##` block when a blank line ends it and nothing but `edition` stands before it.
  func findOwnDocumentation() -> Range<Int>? {
    guard let first = trivia.firstIndex(where: { $0.kind == .documentation }), startsLine(first) else { return nil }
    let before = trivia[first].tokenIndex
    guard before == 0 || (before <= 2 && tokens[0].kind == .kwEdition) else { return nil }
    var last = first
    var newlines = 0
    for index in (first + 1)..<max(first + 1, trivia.count) where trivia[index].tokenIndex == before {
      switch trivia[index].kind {
      case .newline: newlines += 1
      case .documentation where newlines == 1: (last, newlines) = (index, 0)
      case .blank: continue
      default: return newlines > 1 ? first..<(last + 1) : nil
      }
      if newlines > 1 { return first..<(last + 1) }
    }
    return Int(before) == tokens.count - 1 ? first..<(last + 1) : nil
  }

  /// Lines without their marks, joined.
  private func text(of lines: [Int]) -> String {
    lines.map { index in
      var line = Substring(source.text(trivia[index].span)).drop { $0 == "#" }
      if line.first == " " { line = line.dropFirst() }
      while line.last?.isWhitespace == true { line = line.dropLast() }
      return String(line)
    }.joined(separator: "\n")
  }
}

extension Statement.Kind {
  /// Whether documentation can belong to it.
  var isDeclaration: Bool {
    switch self {
    case .parameter, .ports, .targets, .technique, .function, .binding, .test, .network, .importModule: true
    default: false
    }
  }
}
