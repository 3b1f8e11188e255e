// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

extension Session {
  /// Reports how a line of an `expect` block came out, and notes it with the results that it judged.
  func tell(_ verdict: Verdict, about results: ScanResults, at span: SourceSpan, isAccepted: Bool = false) {
    switch verdict.outcome {
    case .held: break
    case .unsure: results.judgement.isUnsure = true
    case .failed: results.judgement.hasFailed = true
    }
    tell(
      .expect(
        ExpectRecord(
          ok: verdict.ok, text: TerminalText.sanitized(sourceLine(span)), detail: verdict.details,
          omitted: verdict.omitted, place: spans.place(span), isAccepted: isAccepted)))
  }

  /// A piece of source on one line.
  private func sourceLine(_ span: SourceSpan) -> String {
    let source = spans.files.first { $0.file == span.file }
    return (source?.text(span) ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
