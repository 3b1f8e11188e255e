// SPDX-License-Identifier: GPL-3.0-or-later

/// What stands in brackets.
extension TreeLayout {
  /// `(e)`
  func parenthesised(_ inner: Expression) {
    token()
    guard !isHugged(inner) else {
      expression(inner)
      return token()
    }
    group {
      inside { expression(inner) }
      token()
    }
  }

  /// `[a, b]`: plain values fill lines, others have one each.
  func list(_ items: [Expression]) {
    let isPlain = items.count > 1 && items.allSatisfy { isPlainValue($0) }
    token()
    guard isPlain else {
      return self.items(count: items.count, keepsBreak: true) { expression(items[$0]) }
    }
    group {
      if isAfterLineEnd { breaks += 1 }
      inside {
        self.fill(count: items.count) { expression(items[$0]) }
        pieces.append(LayoutPiece(kind: .commaIfBroken))
        placeLastComments()
      }
      token()
    }
  }

  private func isPlainValue(_ value: Expression) -> Bool {
    switch value.kind {
    case .int, .float, .address, .network, .addressRange, .port, .range, .duration, .rate, .size, .date, .bool, .none,
      .name:
      return true
    case .string, .bytes: return isOnOneLine(value.span.start, value.span.end)
    case .unary(.negate, let operand): return isPlainValue(operand)
    case .binary(.union, _, _, _): return isTightUnion(value)
    default: return false
    }
  }

  /// `{a: 1}`; the record of `emit` and `finding` has blanks within its braces, as a block has.
  func map(_ entries: [MapEntry], isRecord: Bool) {
    token()
    items(count: entries.count, keepsBreak: true, edge: isRecord ? .line : .softLine) { index in
      expression(entries[index].key)
      token()
      space()
      expression(entries[index].value)
    }
  }

  /// The fields of `emit` and `finding`.
  func record(_ record: Expression) {
    guard case .map(let entries) = record.kind else { return expression(record) }
    map(entries, isRecord: true)
  }

  // MARK: Items

  /// Items behind an opening bracket, with the closing one: all on the line, or one a line with a comma behind each.
  ///
  /// With `keepsBreak` they stand one a line when the first was written on a line of its own.
  func items(
    count: Int, keepsBreak: Bool = false, edge: LayoutPiece.Kind = .softLine, _ item: (Int) -> Void
  ) {
    guard count > 0 else { return emptyBrackets() }
    group {
      if keepsBreak, isAfterLineEnd { breaks += 1 }
      inside(edge) {
        for index in 0..<count {
          if index > 0 {
            sign()
            line(keepsBlank: true)
          }
          item(index)
        }
        drop(.comma)
        pieces.append(LayoutPiece(kind: .commaIfBroken))
        placeLastComments()
      }
      token()
    }
  }

  /// The end of brackets that hold nothing but comments.
  private func emptyBrackets() {
    group {
      nest { placeLastComments() }
      line(.softLine)
      token()
    }
  }

  /// What stands between brackets, further right when the group is broken.
  func inside(_ edge: LayoutPiece.Kind = .softLine, _ contents: () -> Void) {
    let saved = chainStep
    chainStep = 0
    nest {
      line(edge)
      contents()
    }
    chainStep = saved
    line(edge)
  }

  /// Whether a value alone in parentheses begins on the line of the opening one: it has brackets or lines of its own.
  func isHugged(_ value: Expression) -> Bool {
    guard !isCommentAhead else { return false }
    switch value.kind {
    case .list, .map, .ifElse, .match, .scan: return true
    case .string, .bytes: return !isOnOneLine(value.span.start, value.span.end)
    case .lambda(_, let body): return isHugged(body)
    default: return false
    }
  }
}
