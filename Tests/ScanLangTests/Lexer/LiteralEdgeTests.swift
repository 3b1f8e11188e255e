// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

@Suite("Where literals begin and end")
struct LiteralEdgeTests {
  @Test(
    "edges of addresses",
    arguments: [
      // A run that ends in exactly one colon, or in three, gives the last back.
      ("{::1: 2}", "leftBrace:{ address:::1 colon:: integer:2 rightBrace:}"),
      ("fe80::: x", "address:fe80:: colon:: identifier:x"),
      (
        "{a: 1, b: 2}", "leftBrace:{ identifier:a colon:: integer:1 comma:, identifier:b colon:: integer:2 rightBrace:}"
      ),
      ("{443: x}", "leftBrace:{ integer:443 colon:: identifier:x rightBrace:}"),
      ("{10.0.0.1: x}", "leftBrace:{ address:10.0.0.1 colon:: identifier:x rightBrace:}"),
      ("f(a:1)", "identifier:f leftParen:( identifier:a colon:: integer:1 rightParen:)"),
      // A point before a letter ends an address.
      ("::1.canonical", "address:::1 dot:. identifier:canonical"),
      ("10.0.0.1.reverse()", "address:10.0.0.1 dot:. identifier:reverse leftParen:( rightParen:)"),
      ("10.0.0.0/8.count", "network:10.0.0.0/8 dot:. identifier:count"),
      ("fe80::1%eth0 % 3", "address:fe80::1%eth0 percentSign:% integer:3"),
      // Off directly after a point.
      ("x.cafe::1", "identifier:x dot:. identifier:cafe address:::1"),
      ("x.a:1", "identifier:x dot:. identifier:a colon:: integer:1"),
      ("t.5", "identifier:t dot:. integer:5"),
      // Names that only look like the start of one.
      ("decade", "identifier:decade"), ("fee_d::1", "identifier:fee_d address:::1"), ("dead", "identifier:dead"),
    ])
  func addresses(text: String, summary: String) {
    let lexed = LexedText(text)
    #expect(lexed.summary == summary)
    #expect(lexed.problems == [])
  }

  @Test(
    "edges of numbers",
    arguments: [
      ("7.div(2)", "integer:7 dot:. identifier:div leftParen:( integer:2 rightParen:)"),
      ("1-10.count", "range:1-10 dot:. identifier:count"),
      ("1+2", "integer:1 plus:+ integer:2"),
      ("10 - 3", "integer:10 minus:- integer:3"),
      ("10 % 3", "integer:10 percentSign:% integer:3"),
      ("-5", "minus:- integer:5"),
      ("[-5, -x]", "leftBracket:[ minus:- integer:5 comma:, minus:- identifier:x rightBracket:]"),
      ("10k/s", "rate:10k/s"), ("delay 5ms-20ms", "identifier:delay duration:5ms minus:- duration:20ms"),
      ("x 5ms-20ms", "identifier:x duration:5ms minus:-! duration:20ms"), ("99%)", "percent:99% rightParen:)"),
      ("a -\n b", "identifier:a minus:- identifier:b"),
      ("retries -1", "identifier:retries minus:- integer:1"), ("x -= 1", "identifier:x minusAssign:-= integer:1"),
      ("return -x", "kwReturn:return minus:- identifier:x"), ("x /= 2", "identifier:x slashAssign:/= integer:2"),
      ("443/tcp,53/udp", "port:443/tcp comma:, port:53/udp"), ("1h", "duration:1h"), ("1..", "integer:1 invalid:..!"),
    ])
  func numbers(text: String, summary: String) {
    #expect(LexedText(text).summary == summary)
  }

  @Test("reserved words are names after a point only")
  func memberWords() {
    #expect(
      LexedText("p.on?.match scan").kinds == [.identifier, .dot, .identifier, .questionDot, .identifier, .kwScan])
    #expect(LexedText("x\n  .if").kinds == [.identifier, .dot, .identifier])
  }

  @Test("every reserved word makes its token")
  func keywords() {
    for row in Keyword.all {
      #expect(LexedText(row.word).kinds == [row.kind])
      #expect(LexedText(row.word + "x").kinds == [.identifier])
      #expect(!row.documentation.isEmpty)
      #expect(Keyword.word(for: row.kind) == row.word)
    }
    #expect(Set(Keyword.all.map(\.kind)).count == TokenKind.allCases.filter(\.isKeyword).count)
    #expect(Keyword.all.count == 40)
  }

  @Test("every operator and bracket makes its token")
  func punctuation() {
    for kind in TokenKind.allCases where !kind.isKeyword && kind != .interpolationStart && kind != .interpolationEnd {
      guard let spelling = kind.spelling else { continue }
      #expect(LexedText("a \(spelling) b").kinds == [.identifier, kind, .identifier], "\(spelling)")
    }
  }

  @Test("flags say what stands around a token")
  func flags() {
    let tokens = LexedText("a b\n# c\nd(e)").lexed.tokens
    #expect(tokens[0].flags == [.blankAfter])
    #expect(tokens[1].flags == [.blankBefore, .blankAfter])
    #expect(tokens[2].flags == [.newlineBefore, .blankBefore])
    #expect(tokens[3].flags == [])
    #expect(tokens[5].flags == [.blankAfter])
  }

  @Test("trivia keep comments, and the token behind them")
  func trivia() {
    let lexed = LexedText("\u{FEFF}#!/usr/bin/scan\n## doc\nlet x = 1 # why\r\n").lexed
    #expect(
      lexed.trivia.map(\.kind) == [
        .byteOrderMark, .shebang, .newline, .documentation, .newline, .blank, .blank, .blank, .blank, .comment, .blank,
        .newline,
      ])
    #expect(lexed.trivia.map(\.tokenIndex) == [0, 0, 0, 0, 0, 1, 2, 3, 4, 4, 4, 4])
    #expect(lexed.diagnostics == [])
  }

  @Test("the first example of the language reference has no diagnostics")
  func example() {
    let text = """
      param pace: rate = 2k/s
      ports web = 80, 443, 8000-8100
      technique fin_push { send FIN|PSH;  RST => closed;  silence => open|filtered }
      let seen = scan dmz ports web, never_outside, 22, 53/udp using syn, udp else connect {
        rate    pace, 50/s per host
        timeout 800ms
        on open 443 as p {
          let t = try tls(p) else none
          if t != none and t.certificate.not_after < now() + 21d {
            finding medium "certificate expires soon" at p { expires: t.certificate.not_after }
          }
        }
        on filtered tcp(web, 22) as p {
          if (try probe(p, using: ack) else none)?.state == unfiltered { print("\\(p.host) \\(p["a"] ?? "b")") }
        }
      }
      expect seen { that seen.coverage >= 99%;  always open 443 on 198.51.100.20-29 }
      """
    let lexed = LexedText(text)
    #expect(lexed.problems == [])
    #expect(lexed.tilingFault == nil)
    #expect(!lexed.kinds.contains(.invalid))
  }
}
