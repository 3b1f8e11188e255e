// SPDX-License-Identifier: GPL-3.0-or-later

/// Lays out entries of the reference for a terminal.
public struct ReferenceRenderer: Sendable {
  private let width: Int
  private let style: TerminalStyle

  /// A layout of at most `width` columns where words allow it.
  public init(width: Int, isColored: Bool) {
    self.width = max(40, width)
    style = TerminalStyle(isColored: isColored)
  }

  /// All meanings of a word, an empty line between them.
  public func text(_ entries: [ReferenceEntry]) -> String {
    entries.map { page($0).joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  /// The list of kinds: what can be explained.
  public func overview(_ reference: Reference) -> String {
    var lines = ["scan explain WORD says what a word means; scan explain KIND lists the words of a kind.", ""]
    let column = (ReferenceKind.allCases.map(\.plural.count).max() ?? 0) + 2
    for kind in ReferenceKind.allCases {
      let count = reference.entries(of: kind).count
      guard count > 0 else { continue }
      let number = String(count)
      let blanks = String(repeating: " ", count: column - kind.plural.count + 3 - number.count)
      let text = wrapped(kind.documentation, width: width - column - 5)
      lines.append(style.paint(kind.plural, .heading) + blanks + number + "  " + text[0])
      lines += text.dropFirst().map { String(repeating: " ", count: column + 5) + $0 }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The words of one kind, a line each.
  public func list(_ entries: [ReferenceEntry]) -> String {
    let names = entries.map(\.qualifiedName)
    let column = min(24, (names.map { TerminalText.width($0) }.max() ?? 0) + 2)
    return zip(names, entries).map { name, entry in
      let summary = Self.summary(entry)
      let lines = wrapped(summary, width: width - column)
      let margin = String(repeating: " ", count: column)
      let painted = style.paint(name, .heading)
      let length = TerminalText.width(name)
      if length + 2 > column { return ([painted] + lines.map { margin + $0 }).joined(separator: "\n") + "\n" }
      let head = painted + String(repeating: " ", count: column - length) + lines[0]
      return ([head] + lines.dropFirst().map { margin + $0 }).joined(separator: "\n") + "\n"
    }.joined()
  }

  /// The first sentence of an entry, or its title.
  private static func summary(_ entry: ReferenceEntry) -> String {
    if entry.kind == .diagnostic { return entry.signature.split(separator: ":", maxSplits: 1).last?.trimmed ?? "" }
    if entry.kind == .exitStatus { return entry.signature.dropFirst(entry.name.count).trimmed }
    return ReferenceEntry.firstSentence(of: entry.documentation)
  }

  // MARK: One entry

  private func page(_ entry: ReferenceEntry) -> [String] {
    var lines = head(entry)
    if entry.kind == .technique {
      lines += ["", "  " + entry.signature.split(separator: "\n").joined(separator: "\n  ")]
    } else {
      lines += documentation(entry.documentation)
    }
    if !entry.facts.isEmpty { lines.append("") }
    for fact in entry.facts {
      let label = fact.name + ": "
      let text = wrapped(fact.text, width: width - 2 - label.count)
      lines.append("  " + style.paint(label, .note) + text[0])
      lines += text.dropFirst().map { String(repeating: " ", count: 2 + label.count) + $0 }
    }
    if let example = entry.example {
      lines += ["", "  " + style.paint("example:", .note)]
      lines += example.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
    }
    return lines
  }

  private func head(_ entry: ReferenceEntry) -> [String] {
    let title = entry.kind == .technique ? "technique \(entry.name)" : entry.signature
    let lines = wrapped(title, width: width).map { style.paint($0, .heading) }
    let about: [String]
    switch entry.kind {
    case .technique: about = documentation(entry.documentation)
    case .diagnostic, .exitStatus: about = []
    default:
      let place = entry.place.map { " of `\($0)`" } ?? ""
      about = ["  " + style.paint(entry.kind.rawValue + place, .gutter)]
    }
    return lines + about
  }

  /// Paragraphs in the width of the terminal, code as it stands.
  private func documentation(_ text: String) -> [String] {
    var lines: [String] = []
    var paragraph = ""
    func flush() {
      if !paragraph.isEmpty { lines += wrapped(paragraph, width: width - 2).map { "  " + $0 } }
      paragraph = ""
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty || line.hasPrefix("    ") {
        flush()
        lines.append(line.isEmpty ? "" : "  " + line)
      } else {
        paragraph += (paragraph.isEmpty ? "" : " ") + line
      }
    }
    flush()
    return lines
  }

  /// Lines of at most `width` columns, broken between words; a longer word stands alone.
  private func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, TerminalText.width(line) + 1 + TerminalText.width(String(word)) > max(20, width) {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + [line]
  }
}

extension StringProtocol {
  /// Without blanks before and behind.
  fileprivate var trimmed: String {
    var part = self[...]
    while part.first == " " { part = part.dropFirst() }
    while part.last == " " { part = part.dropLast() }
    return String(part)
  }
}
