// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

@Suite("Texts and bytes")
struct LexerTextTests {
  /// The values of all segments, joined; interpolations as `<>`.
  private func value(_ text: String) -> String {
    let lexed = LexedText(text)
    #expect(lexed.tilingFault == nil)
    #expect(lexed.nestingFault == nil)
    return lexed.lexed.tokens.reduce(into: "") { result, token in
      if token.kind == .stringSegment { result += LiteralReader.stringSegment(token, lexed.lexed.source) }
      if token.kind == .interpolationStart { result += "<>" }
    }
  }

  @Test("escapes")
  func escapes() {
    #expect(value(#""a\n\r\t\0\\\"\x41\u{20ac}\u{1F600}""#) == "a\n\r\t\0\\\"A\u{20AC}\u{1F600}")
    #expect(LexedText(#""a\n\r\t\0\\\"\x41\u{20ac}""#).problems == [])
    #expect(value("\"\"") == "")
  }

  @Test("interpolations nest, with quotes inside")
  func interpolations() {
    let lexed = LexedText(#""a \(f("b \({x: (1)}["x"])")) c" d"#)
    #expect(lexed.problems == [])
    #expect(
      lexed.summary.hasPrefix(
        #"stringStart:" stringSegment:a  interpolationStart:\( identifier:f leftParen:( stringStart:" stringSegment:b  "#
      ))
    #expect(lexed.kinds.suffix(4) == [.interpolationEnd, .stringSegment, .stringEnd, .identifier])
  }

  @Test("deep nesting needs no recursion")
  func deep() {
    let depth = 50_000
    let text = String(repeating: "\"\\(", count: depth) + "1" + String(repeating: ")\"", count: depth)
    let lexed = LexedText(text)
    #expect(lexed.problems == [])
    #expect(lexed.lexed.tokens.count == 4 * depth + 2)
    #expect(LexedText(String(repeating: "\"\\((", count: depth)).tilingFault == nil)
  }

  @Test("the indentation of the closing quotes goes, the rest stays")
  func block() {
    let text = "let x = \"\"\"\n    one\n      two \\(a\n + b) three\n\n    \\(c)\\n\n    \"\"\"\ny"
    let lexed = LexedText(text)
    #expect(lexed.problems == [])
    #expect(value(text) == "one\n  two <> three\n\n<>\n")
    #expect(lexed.kinds.suffix(2) == [.stringEnd, .identifier])
    #expect(lexed.lexed.tokens[lexed.lexed.tokens.count - 2].flags.contains(.newlineBefore))
  }

  @Test(
    "forms of block texts",
    arguments: [
      ("\"\"\"\n\"\"\"", ""), ("\"\"\"\n  \"\"\"", ""), ("\"\"\"\na\n\"\"\"", "a"),
      ("\"\"\"a \"b\" c\"\"\"", "a \"b\" c"),
      ("\"\"\"\r\n  a\r\n  b\r\n  \"\"\"", "a\nb"), ("\"\"\"  \n\ta\n\t\tb\n\t\"\"\"", "a\n\tb"),
      ("\"\"\"\n\n\n\"\"\"", "\n"), ("\"\"\"\n  a\n    \n  \"\"\"", "a\n  "), ("\"\"\"\n   x\n\"\"\"", "   x"),
    ])
  func blockForms(text: String, expected: String) {
    #expect(LexedText(text).problems == [])
    #expect(value(text) == expected)
  }

  static let wrongTable: [WrongText] = [
    WrongText("\"abc\nx", "S0140@0 \"abc", ["\""], "stringStart:\" stringSegment:abc stringEnd:! identifier:x"),
    WrongText("\"abc", "S0140@0 \"abc", ["\""], "stringStart:\" stringSegment:abc stringEnd:!"),
    WrongText(
      "\"a \\(f(x\ny", "S0140@0 \"a \\(f(x", ["\""],
      "stringStart:\" stringSegment:a  interpolationStart:\\( identifier:f leftParen:( identifier:x rightParen:! "
        + "interpolationEnd:! stringEnd:! identifier:y"),
    WrongText("\"\"\"\nabc", "S0140@0 \"\"\"", [], "stringStart:\"\"\" stringSegment:abc stringEnd:!"),
    WrongText("b\"abc\nx", "S0140@0 b\"abc", ["\""], "bytes:b\"abc! identifier:x"),
    WrongText("r\"\"\"\nabc", "S0140@0 r\"\"\"", [], "rawString:r\"\"\"\nabc!"),
    WrongText("\"a\\d\"", "S0141@2 \\d", ["\\\\d"], "stringStart:\" stringSegment:a\\d! stringEnd:\""),
    WrongText("\"\\e\"", "S0141@1 \\e", ["\\x1b", "\\\\e"], "stringStart:\" stringSegment:\\e! stringEnd:\""),
    WrongText("\"\\'\"", "S0141@1 \\'", ["'"], "stringStart:\" stringSegment:\\'! stringEnd:\""),
    WrongText("b\"\\(x)\"", "S0141@2 \\(", ["\\\\("], "bytes:b\"\\(x)\"!"),
    WrongText("\"\\xff\"", "S0142@1 \\xff", ["\\u{ff}"], "stringStart:\" stringSegment:\\xff! stringEnd:\""),
    WrongText("\"\\x1\"", "S0142@1 \\x1", [], "stringStart:\" stringSegment:\\x1! stringEnd:\""),
    WrongText("\"\\u{d800}\"", "S0142@1 \\u{d800}", [], "stringStart:\" stringSegment:\\u{d800}! stringEnd:\""),
    WrongText("\"\\u12\"", "S0142@1 \\u", [], "stringStart:\" stringSegment:\\u12! stringEnd:\""),
    WrongText(
      "\"\"\"a\nb\n\"\"\"", "S0143@3 a", [],
      "stringStart:\"\"\" stringSegment:a\n stringSegment:b\n stringEnd:\"\"\""),
    WrongText("\"\"\"\na\"\"\"", "S0143@5 \"\"\"", [], "stringStart:\"\"\" stringSegment:a stringEnd:\"\"\""),
    WrongText("r\"\"\"a\nb\n\"\"\"", "S0143@4 a", [], "rawString:r\"\"\"a\nb\n\"\"\"!"),
    WrongText(
      "\"\"\"\n  a\n b\n  \"\"\"", "S0144@8  ", [],
      "stringStart:\"\"\" stringSegment:a\n stringSegment:b! stringEnd:\"\"\""),
    WrongText("r\"\"\"\n  a\nb\n  \"\"\"", "S0144@9 b", [], "rawString:r\"\"\"\n  a\nb\n  \"\"\"!"),
  ]

  @Test("wrong texts", arguments: wrongTable)
  func wrong(wrong: WrongText) { wrong.check() }

  @Test("raw texts keep every backslash")
  func raw() {
    func raw(_ text: String) -> String {
      let lexed = LexedText(text)
      #expect(lexed.kinds == [.rawString])
      #expect(lexed.problems == [])
      return LiteralReader.rawString(lexed.first, lexed.lexed.source)
    }
    #expect(raw(#"r"^SSH-\d\\(""#) == #"^SSH-\d\\("#)
    #expect(raw("r\"\"") == "")
    #expect(raw("r\"\"\"a\"b\"\"\"") == "a\"b")
    #expect(raw("r\"\"\"\n    a\\n\r\n      b\n\n    \"\"\"") == "a\\n\n  b\n")
    #expect(raw("r\"\"\"\"\"\"") == "")
  }

  @Test("bytes hold any byte")
  func bytes() {
    func bytes(_ text: String) -> [UInt8] {
      let lexed = LexedText(text)
      #expect(lexed.kinds == [.bytes])
      #expect(lexed.problems == [])
      return LiteralReader.bytes(lexed.first, lexed.lexed.source)
    }
    #expect(bytes(#"b"GET / HTTP/1.0\r\n\r\n""#) == Array("GET / HTTP/1.0\r\n\r\n".utf8))
    #expect(bytes(#"b"\x30\x00\xff\"\u{e4}""#) == [0x30, 0x00, 0xFF, 0x22, 0xC3, 0xA4])
    #expect(bytes("b\"\"") == [])
    #expect(bytes("b\"\"\"\n  a\n  \\xff\n  \"\"\"") == [0x61, 0x0A, 0xFF])
  }

  @Test("every text row is shown by some test of the lexer")
  func rows() {
    let shown = Set(
      (LexerErrorTests.addressesTable + LexerErrorTests.operatorsTable + LexerErrorTests.rangesTable
        + LexerErrorTests.numbersTable
        + LexerHabitTests.habitsTable + LexerCharacterTests.charactersTable + LexerTextTests.wrongTable)
        .flatMap { LexedText($0.text).codes })
    let missing = DiagnosticCode.lexerRows.map(\.text).filter { !shown.contains($0) }
    // Tests of their own: bytes that are no text, and a source that is too large.
    #expect(missing == ["S0101", "S0102"])
  }
}
