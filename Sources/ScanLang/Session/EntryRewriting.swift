// SPDX-License-Identifier: GPL-3.0-or-later

/// An entry's text as it stands in a script: without what is not kept, with new names, its value shown by a statement.
struct EntryRewriting {
  private let item: SessionSelection.Item
  private let isKept: [Bool]
  private let names: [EntryPart.Subject: String]
  private let tree: SyntaxTree

  init(_ selection: SessionSelection, _ number: Int) {
    item = selection.items[number]
    isKept = selection.isKept[number]
    names = selection.names
    tree = item.ended.entry.program.tree
  }

  /// The lines of the script.
  var text: String {
    var lines: [String] = []
    if item.ended.isBackground { lines.append("# This ran in the background.") }
    if item.ended.ending == .interrupted { lines.append("# This was interrupted; here it runs to its end.") }
    let isWhole = isKept.allSatisfy { $0 } && !item.parts.contains { if case .limits = $0.role { true } else { false } }
    if isWhole {
      lines.append(edited(0..<tree.source.bytes.count))
    } else {
      for place in item.parts.indices where isKept[place] {
        lines += comments(before: place)
        lines.append(statement(item.parts[place]))
      }
    }
    return Self.trimmed(lines.joined(separator: "\n"))
  }

  private func statement(_ part: EntryPart) -> String {
    let text = edited(Int(part.statement.span.start)..<Int(part.statement.span.end))
    guard case .limits = part.role else { return text }
    // In a file they would bound all the rest as well.
    return Self.commented("for the entry that followed: " + text)
  }

  /// Remarks between a statement and the one before it.
  private func comments(before place: Int) -> [String] {
    let start = place == 0 ? 0 : item.parts[place - 1].statement.span.end
    let end = item.parts[place].statement.span.start
    return tree.trivia
      .filter { [.comment, .documentation].contains($0.kind) && start <= $0.span.start && $0.span.end <= end }
      .map { tree.source.text($0.span) }
  }

  // MARK: Edits

  private struct Edit {
    let start: Int
    let end: Int
    let text: String
  }

  /// A piece of the entry with everything replaced that is called differently now.
  private func edited(_ range: Range<Int>) -> String {
    let edits = edits.filter { range.lowerBound <= $0.start && $0.end <= range.upperBound }
    var bytes: [UInt8] = []
    var place = range.lowerBound
    for edit in edits.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) where edit.start >= place {
      bytes += tree.source.bytes[place..<edit.start]
      bytes += Array(edit.text.utf8)
      place = edit.end
    }
    bytes += tree.source.bytes[place..<range.upperBound]
    return String(decoding: bytes, as: UTF8.self)
  }

  private var edits: [Edit] {
    var edits: [Edit] = []
    for (part, isKept) in zip(item.parts, isKept) where isKept {
      for (subject, span) in part.uses {
        if let name = names[subject] { edits.append(Edit(start: Int(span.start), end: Int(span.end), text: name)) }
      }
      switch part.role {
      case .declares(let name, let subject):
        if item.ended.ending == .interrupted {
          edits.append(Edit(start: Int(name.span.start), end: Int(name.span.end), text: valueName ?? name.text))
        } else if let new = names[subject] {
          edits.append(Edit(start: Int(name.span.start), end: Int(name.span.end), text: new))
        }
      case .value(_, let value): edits += shown(value)
      default: break
      }
    }
    return edits
  }

  private var valueName: String? { item.value.flatMap { names[$0] } }

  /// What stands around the expression whose value the session kept and showed.
  private func shown(_ value: Expression) -> [Edit] {
    let (start, end) = (Int(value.span.start), Int(value.span.end))
    func around(_ before: String, _ behind: String) -> [Edit] {
      [Edit(start: start, end: start, text: before), Edit(start: end, end: end, text: behind)]
    }
    switch (valueName, item.ended.shown) {
    case (let name?, .nothing): return around("let \(name) = ", "")
    case (let name?, .literal): return around("let \(name) = ", "\nprint(\(name))")
    case (let name?, .table): return around("let \(name) = ", "\nshow \(name)")
    case (nil, .nothing): return []
    case (nil, .literal): return around("print(", ")")
    case (nil, .table): return around("show ", "")
    }
  }

  // MARK: Comments

  /// Lines as comments.
  static func commented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "#" : "# \($0)" }
      .joined(separator: "\n")
  }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.last?.isWhitespace ?? false { text.removeLast() }
    while text.first?.isNewline ?? false { text.removeFirst() }
    return String(text)
  }
}
