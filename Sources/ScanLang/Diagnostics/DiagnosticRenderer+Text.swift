// SPDX-License-Identifier: GPL-3.0-or-later

extension DiagnosticRenderer {
  /// One diagnostic with its source, as people read it.
  func text(_ diagnostic: Diagnostic) -> String {
    let role: TerminalStyle.Meaning = diagnostic.severity == .error ? .error : .warning
    let code = "\(diagnostic.severity.rawValue)[\(diagnostic.code.text)]"
    let headline = TerminalText.sanitized(diagnostic.headline)
    let excerpts = excerpts(diagnostic)
    let gutter = String(excerpts.map(\.lastLine).max() ?? 1).utf8.count
    let blank = String(repeating: " ", count: gutter)
    var lines = [style.paint(code, role) + style.paint(": \(headline)", .heading)]
    for (index, excerpt) in excerpts.enumerated() {
      let arrow = index == 0 ? "-->" : ":::"
      let span = index == 0 ? diagnostic.span : excerpt.marks.first?.mark.span ?? diagnostic.span
      lines.append(blank + style.paint("\(arrow) ", .gutter) + place(span))
      lines += excerpt.lines(gutter: gutter, style: style, primary: role)
    }
    let remarks = notes(diagnostic) + fixes(diagnostic)
    if !remarks.isEmpty, !excerpts.isEmpty { lines.append(style.paint("\(blank) |", .gutter)) }
    return (lines + remarks).joined(separator: "\n") + "\n"
  }

  /// The excerpt with the mistake itself, then one for each other file.
  private func excerpts(_ diagnostic: Diagnostic) -> [SourceExcerpt] {
    var order = [diagnostic.span.file]
    var marks = [
      diagnostic.span.file: [SourceExcerpt.Mark(span: diagnostic.span, label: diagnostic.label, isPrimary: true)]
    ]
    for related in diagnostic.related {
      if marks[related.span.file] == nil { order.append(related.span.file) }
      marks[related.span.file, default: []]
        .append(SourceExcerpt.Mark(span: related.span, label: related.label, isPrimary: false))
    }
    return order.compactMap { file in
      sources[file].map { SourceExcerpt(source: $0, marks: marks[file] ?? []) }
    }
  }

  private func notes(_ diagnostic: Diagnostic) -> [String] {
    diagnostic.notes.map { style.paint("note:", .note) + " " + TerminalText.sanitized($0) }
  }

  /// The repairs as edited code, their explanations in one column.
  private func fixes(_ diagnostic: Diagnostic) -> [String] {
    let edits = diagnostic.fixes.map { TerminalText.sanitized(edit($0)) }
    let widest = edits.map(TerminalText.width).max() ?? 0
    return zip(edits, diagnostic.fixes).map { edit, fix in
      let explanation = TerminalText.sanitized(fix.explanation)
      let gap = String(repeating: " ", count: widest - TerminalText.width(edit) + 3)
      return style.paint("fix:", .fix) + " " + edit + (explanation.isEmpty ? "" : gap + explanation)
    }
  }

  private func edit(_ fix: Repair) -> String {
    let removed = sources[fix.span.file]?.text(fix.span) ?? ""
    if fix.replacement.isEmpty { return "remove `\(removed)`" }
    // Line ends cannot be seen within a line, so that the lines are named instead.
    let lines = fix.replacement.split(whereSeparator: \.isNewline).compactMap { line -> String? in
      let text = line.drop { $0 == " " }
      return text.isEmpty ? nil : "`\(text)`"
    }
    if fix.replacement.contains(where: \.isNewline), !lines.isEmpty {
      return (removed.isEmpty ? "insert" : "write") + (lines.count == 1 ? " the line " : " the lines ")
        + lines.joined(separator: ", ")
    }
    if removed.isEmpty { return "insert `\(fix.replacement)`" }
    // Blanks at the ends count, and are seen only between quotes.
    let hasEdgeBlanks = fix.replacement.first == " " || fix.replacement.last == " "
    return hasEdgeBlanks ? "`\(fix.replacement)`" : fix.replacement
  }
}
