// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang
import Testing

@testable import ScanRuntime

@Suite("errors of a run")
struct ErrorRecordTests {
  private func record(_ count: Int, causes: [(text: String, count: Int)], _ headline: String = "the handler failed")
    -> ErrorRecord
  {
    ErrorRecord(
      code: "S0621", text: headline, host: Samples.host, port: 443, count: count, handler: "on open 443",
      diagnostic: Diagnostic(.handlerFailed, headline, at: SourceSpan(start: 0, end: 1), notes: ["a note"]),
      causes: causes)
  }

  @Test("one warning tells how often, where first and why")
  func aggregated() {
    let causes = [("closed before ServerHello", 29), ("timeout", 6), ("alert 40", 2)].map { (text: $0.0, count: $0.1) }
    #expect(
      record(37, causes: causes).aggregated?.notes == [
        "37 times in `on open 443`, first at 198.18.0.2 port 443",
        "29 × closed before ServerHello, 6 × timeout, 2 × alert 40", "a note",
      ])
  }

  @Test("a single failure and a single cause are not told twice")
  func single() {
    #expect(
      record(1, causes: [("boom", 1)], "the handler failed: boom").aggregated?.notes == [
        "in `on open 443`, at 198.18.0.2 port 443", "a note",
      ])
    let many = (1...7).map { (text: "cause \($0)", count: $0) }
    #expect(
      record(28, causes: many).aggregated?.notes.contains { $0.hasSuffix("5 × cause 5, 13 × other causes") } == true)
  }

  @Test("what the headline says is not said again")
  func placed() {
    let headline = "`on open 443` failed 37 times, first at 198.18.0.2 port 443: boom"
    #expect(record(37, causes: [("boom", 37)], headline).aggregated?.notes == ["a note"])
  }

  @Test("without a diagnostic the text stands for itself")
  func plain() {
    var plain = record(1, causes: [])
    plain.diagnostic = nil
    plain.text = "no \u{1B} route"
    plain.handler = ""
    plain.host = nil
    #expect(plain.aggregated == nil)
    #expect(plain.plainText == "error[S0621]: no \\x1b route\n")
  }
}
