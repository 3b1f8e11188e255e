// SPDX-License-Identifier: GPL-3.0-or-later

/// Making nodes: numbers, names, spans, heights.
extension Parser {
  /// The first number that is free.
  var nextID: NodeID { firstID + heights.count }

  /// Takes a number.
  func newID(height: UInt16 = 0) -> NodeID {
    heights.append(height)
    return firstID + heights.count - 1
  }

  /// Makes an expression that begins at a token and ends at the last one taken.
  func node(_ kind: Expression.Kind, from start: Int, over children: Expression?...) -> Expression {
    node(kind, span: span(from: start), height: height(over: children.lazy.compactMap { $0 }))
  }

  /// Makes an expression with any number of children.
  func node(_ kind: Expression.Kind, from start: Int, overAll children: [Expression]) -> Expression {
    node(kind, span: span(from: start), height: height(over: children))
  }

  /// Makes an expression.
  func node(_ kind: Expression.Kind, span: SourceSpan, height: UInt16 = 1) -> Expression {
    Expression(id: newID(height: height), span: span, kind: kind)
  }

  private func height(over children: some Sequence<Expression>) -> UInt16 {
    1 + (children.map { height(of: $0) }.max() ?? 0)
  }

  func height(of expression: Expression) -> UInt16 { heights[expression.id - firstID] }

  /// Whether a chain may grow by one more; a diagnostic and recovery otherwise.
  func mayGrow(_ expression: Expression) -> Bool {
    guard height(of: expression) >= Self.heightLimit else { return true }
    complain(
      .chainTooLong, "this expression has more than \(Self.heightLimit) parts in a row", at: here,
      label: "from here on it is too long", notes: ["give parts of it a name with `let`, or put the values in a list"])
    lose()
    return false
  }

  /// An expression that is not there: behind what was taken, or where the entry begins.
  func missing() -> Expression { node(.missing, span: nowhere) }

  /// The name that a token is.
  func name(at index: Int) -> Name {
    Name(id: newID(), text: text(index), span: tokens[index].span)
  }

  /// A name that is not there.
  func missingName() -> Name { Name(id: newID(), text: "", span: nowhere) }

  /// Takes a name that is being declared: reserved words are refused.
  func takeName(_ purpose: String) -> Name {
    if kind == .identifier, !isAtLineBreak || followsComma {
      advance()
      return name(at: position - 1)
    }
    if kind.isKeyword, !isAtLineBreak {
      complain(
        .reservedName, "`\(text(position))` is a word of the language and cannot be the name of \(purpose)", at: here,
        label: "choose another name", fixes: [Repair(replace: here, with: text(position) + "_", "another name")])
      advance()
      return name(at: position - 1)
    }
    complainMissing(.nameMissing, "the name of \(purpose)")
    return missingName()
  }

  /// A line end behind a comma ends nothing.
  private var followsComma: Bool { position > 0 && tokens[position - 1].kind == .comma && kind != .endOfFile }

  /// Takes a word where every word is a name, reserved ones too.
  func takeWord(_ purpose: String) -> Name {
    guard kind.isWord, !isAtLineBreak || followsComma else {
      complainMissing(.nameMissing, "the name of \(purpose)")
      return missingName()
    }
    advanceWord()
    return name(at: position - 1)
  }
}
