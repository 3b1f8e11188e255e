// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

@Suite("Rendering of diagnostics")
struct DiagnosticRendererTests {
  private let audit = SourceFile(
    name: "audit.scan", text: "# one\n# two\n\ntargets edge = 10.20.0.5/24\nprint('x')\n")

  @Test("S0112 as in the design")
  func hostBits() {
    let lexed = Lexer.lex(audit)
    let text = DiagnosticRenderer(sources: [audit]).render([lexed.diagnostics[0]])
    #expect(
      text == """
        error[S0112]: 10.20.0.5/24 names a host and a network at once
         --> audit.scan:4:16
          |
        4 | targets edge = 10.20.0.5/24
          |                ^^^^^^^^^^^^ the host part is 0.0.0.5, not zero
          |
        fix: 10.20.0.0/24   all 256 addresses
        fix: 10.20.0.5      this address only

        """)
  }

  @Test("one line each, for editors")
  func short() {
    let text = DiagnosticRenderer(sources: [audit], format: .short).render(Lexer.lex(audit).diagnostics)
    #expect(
      text == """
        audit.scan:4:16: error[S0112]: 10.20.0.5/24 names a host and a network at once
        audit.scan:5:7: error[S0156]: texts stand between double quotes

        """)
  }

  @Test("one JSON object a line")
  func json() {
    let text = DiagnosticRenderer(sources: [audit], format: .json).render(Lexer.lex(audit).diagnostics)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(
      lines[1] == #"{"code":"S0156","severity":"error","headline":"texts stand between double quotes","#
        + #""file":"audit.scan","line":5,"column":7,"endLine":5,"endColumn":10,"start":47,"end":50,"#
        + #""label":"single quotes","related":[],"notes":[],"fixes":[{"file":"audit.scan","line":5,"column":7,"#
        + #""endLine":5,"endColumn":10,"start":47,"end":50,"replacement":"\"x\"","explanation":"","safe":true}]}"#)
  }

  @Test("related places, in this file and in others, with notes and a warning")
  func related() {
    let other = SourceFile(name: "scope.scan", text: "scope \"a\" {\n  deny 203.0.113.7\n}\n", file: 3)
    let code = DiagnosticCode(9999, .warning, "", "")
    let diagnostic = Diagnostic(
      code, "something", at: SourceSpan(start: 28, end: 40), label: "here",
      related: [
        RelatedSpan(SourceSpan(start: 0, end: 5), "declared here"),
        RelatedSpan(SourceSpan(start: 13, end: 20), "and on the same line"),
        RelatedSpan(SourceSpan(start: 14, end: 30, file: 3), "denied here"),
      ],
      notes: ["a note"], fixes: [Repair(replace: SourceSpan(start: 41, end: 46), with: "")])
    let text = DiagnosticRenderer(sources: [audit, other]).render([diagnostic])
    #expect(
      text == """
        warning[S9999]: something
         --> audit.scan:4:16
          |
        1 | # one
          | ----- declared here
        ...
        4 | targets edge = 10.20.0.5/24
          |                ^^^^^^^^^^^^ here
          | ------- and on the same line
         ::: scope.scan:2:3
          |
        2 |   deny 203.0.113.7
          |   ---------------- denied here
          |
        note: a note
        fix: remove `print`

        """)
  }

  @Test("a repair that is a line of its own shows no escapes")
  func lines() {
    let end = SourceSpan(start: 13, end: 13)
    let repairs = [
      Repair(replace: end, with: "\n  silence => filtered"), Repair(replace: end, with: "\na\n\n  b\n"),
      Repair(replace: SourceSpan(start: 0, end: 5), with: "# a\n# b"),
    ]
    let diagnostic = Diagnostic(DiagnosticCode(9999, .warning, "", ""), "something", at: end, fixes: repairs)
    let text = DiagnosticRenderer(sources: [audit]).render([diagnostic])
    #expect(
      text.hasSuffix(
        """
        fix: insert the line `silence => filtered`
        fix: insert the lines `a`, `b`
        fix: write the lines `# a`, `# b`

        """))
  }

  @Test("tabs and wide characters keep the underline in place")
  func alignment() {
    let source = SourceFile(name: "a", text: "\tx\t= \"\u{4F60}\u{597D} e\u{301}\" @\n")
    let text = DiagnosticRenderer(sources: [source]).render(Lexer.lex(source).diagnostics)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[3] == "1 |     x   = \"\u{4F60}\u{597D} e\u{301}\" @")
    #expect(lines[4].hasPrefix("  | " + String(repeating: " ", count: 19) + "^ "))
  }

  @Test("nothing of a source steers the terminal")
  func terminalSafe() {
    let bytes: [UInt8] = Array("x = \"\u{1B}[31m\u{9B}\u{202E}".utf8) + [0xFF, 0x07] + Array("\" @\u{1B}]0;\n".utf8)
    let source = SourceFile(name: "evil\u{1B}[2J\n.scan", bytes: bytes)
    for format in DiagnosticRenderer.Format.allCases {
      let text = DiagnosticRenderer(sources: [source], format: format).render(Lexer.lex(source).diagnostics)
      #expect(!text.isEmpty)
      #expect(
        !text.unicodeScalars.contains {
          $0.value < 0x20 && $0 != "\n" || (0x7F..<0xA0).contains($0.value) || $0.value == 0x202E
        })
    }
  }

  @Test("long lines are cut around what is underlined")
  func longLine() {
    let source = SourceFile(
      name: "a", text: String(repeating: "a ", count: 500) + "@ " + String(repeating: "b ", count: 500))
    let text = DiagnosticRenderer(sources: [source]).render(Lexer.lex(source).diagnostics)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[1] == " --> a:1:1001")
    #expect(lines[3].utf8.count < 115)
    #expect(lines[3].hasPrefix("1 | ...a a "))
    #expect(lines[3].hasSuffix("..."))
    let column = lines[4].utf8.firstIndex(of: UInt8(ascii: "^"))
    #expect(
      column.map {
        lines[3].utf8[
          lines[3].utf8.index(lines[3].startIndex, offsetBy: lines[4].utf8.distance(from: lines[4].startIndex, to: $0))]
      } == UInt8(ascii: "@"))
  }

  @Test("twenty errors, then how many more; one report a place; source order")
  func limits() {
    let source = SourceFile(name: "a", text: Array(repeating: "@ x\n", count: 25).joined())
    let all = Lexer.lex(source).diagnostics
    let text = DiagnosticRenderer(sources: [source], format: .short).render(all.reversed() + all)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 21)
    #expect(lines[0].hasPrefix("a:1:1: "))
    #expect(lines[19].hasPrefix("a:20:1: "))
    #expect(lines[20] == "and 5 more errors")
    #expect(DiagnosticRenderer(sources: [source], format: .json).render(all).split(separator: "\n").count == 25)
  }

  @Test("colour only when asked for")
  func colour() {
    let plain = DiagnosticRenderer(sources: [audit]).render(Lexer.lex(audit).diagnostics)
    let colored = DiagnosticRenderer(sources: [audit], isColored: true).render(Lexer.lex(audit).diagnostics)
    #expect(!plain.contains("\u{1B}"))
    #expect(colored.contains("\u{1B}[1;31merror[S0112]\u{1B}[0m"))
    var stripped = colored
    while let start = stripped.firstRange(of: "\u{1B}["), let end = stripped[start.upperBound...].firstIndex(of: "m") {
      stripped.removeSubrange(start.lowerBound...end)
    }
    #expect(stripped == plain)
    #expect(
      !DiagnosticRenderer(sources: [audit], format: .json, isColored: true).render(Lexer.lex(audit).diagnostics)
        .contains("\u{1B}"))
  }

  @Test("spans at the end, beyond it and of unknown files")
  func edges() {
    let source = SourceFile(name: "a", text: "x")
    let code = DiagnosticCode(9999, .error, "", "")
    let spans = [SourceSpan(start: 1, end: 1), SourceSpan(start: 9, end: 12), SourceSpan(start: 0, end: 1, file: 7)]
    for format in DiagnosticRenderer.Format.allCases {
      for span in spans {
        #expect(
          !DiagnosticRenderer(sources: [source], format: format).render([Diagnostic(code, "h", at: span)]).isEmpty)
      }
    }
    #expect(DiagnosticRenderer(sources: []).render([]) == "")
  }
}
