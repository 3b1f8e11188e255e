// SPDX-License-Identifier: GPL-3.0-or-later

extension DiagnosticRenderer {
  /// One object a line; positions count lines and columns from 1 and bytes from 0, ends are behind the last byte.
  func json(_ diagnostics: [Diagnostic]) -> String {
    var writer = JSONWriter()
    for diagnostic in diagnostics {
      write(diagnostic, to: &writer)
      writer.endLine()
    }
    return writer.text
  }

  /// A repair that was applied; its place is that of what stood there before.
  func json(_ applied: SafeRepairs.Applied) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    member("code", applied.code.text, to: &writer)
    member("severity", "fixed", to: &writer)
    member("headline", applied.headline, to: &writer)
    write(applied.repair.span, to: &writer)
    member("was", applied.source.text(applied.repair.span), to: &writer)
    member("replacement", applied.repair.replacement, to: &writer)
    writer.endObject()
    writer.endLine()
    return writer.text
  }

  private func write(_ diagnostic: Diagnostic, to writer: inout JSONWriter) {
    writer.beginObject()
    member("code", diagnostic.code.text, to: &writer)
    member("severity", diagnostic.severity.rawValue, to: &writer)
    member("headline", diagnostic.headline, to: &writer)
    write(diagnostic.span, to: &writer)
    member("label", diagnostic.label, to: &writer)
    writer.key("related")
    writer.beginArray()
    for related in diagnostic.related {
      writer.beginObject()
      write(related.span, to: &writer)
      member("label", related.label, to: &writer)
      writer.endObject()
    }
    writer.endArray()
    writer.key("notes")
    writer.beginArray()
    for note in diagnostic.notes { writer.string(note) }
    writer.endArray()
    write(diagnostic.fixes, to: &writer)
    writer.endObject()
  }

  private func write(_ fixes: [Repair], to writer: inout JSONWriter) {
    writer.key("fixes")
    writer.beginArray()
    for fix in fixes {
      writer.beginObject()
      write(fix.span, to: &writer)
      member("replacement", fix.replacement, to: &writer)
      member("explanation", fix.explanation, to: &writer)
      writer.key("safe")
      writer.bool(fix.isSafe)
      writer.endObject()
    }
    writer.endArray()
  }

  private func write(_ span: SourceSpan, to writer: inout JSONWriter) {
    guard let source = sources[span.file] else { return }
    let (line, column) = source.position(of: span.start)
    let (endLine, endColumn) = source.position(of: span.end)
    member("file", source.name, to: &writer)
    let numbers = [
      ("line", line), ("column", column), ("endLine", endLine), ("endColumn", endColumn), ("start", Int(span.start)),
      ("end", Int(span.end)),
    ]
    for (name, number) in numbers {
      writer.key(name)
      writer.int(number)
    }
  }

  private func member(_ name: String, _ value: String, to writer: inout JSONWriter) {
    writer.key(name)
    writer.string(value)
  }
}
