// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import ScanLang

@Suite("Habits from elsewhere, each with its repair")
struct LexerHabitTests {
  static let habitsTable: [WrongText] = [
    WrongText("1..1024", "S0150@0 1..1024", ["1-1024"], "range:1..1024!"),
    WrongText("1...9", "S0150@0 1...9", ["1-9"], "range:1...9!"),
    WrongText("1..<9", "S0150@0 1..<9", ["1-8"], "range:1..<9!"),
    WrongText("a..b", "S0150@0 a..b", ["range(a, b)"], "identifier:a minus:..! identifier:b"),
    WrongText(
      "10.0.0.1..10.0.0.9", "S0150@0 10.0.0.1..10.0.0.9", ["10.0.0.1-10.0.0.9"], "addressRange:10.0.0.1..10.0.0.9!"),
    WrongText("x T:80", "S0151@2 T:80", ["80/tcp"], "identifier:x port:T:80!"),
    WrongText("ports U:53-60", "S0151@6 U:53-60", ["53-60/udp"], "kwPorts:ports range:U:53-60!"),
    WrongText("[T:80]", "S0151@1 T:80", ["80/tcp"], "leftBracket:[ port:T:80! rightBracket:]"),
    WrongText("scan x -sS ports", "S0152@7 -sS", ["using syn"], "kwScan:scan identifier:x kwPorts:ports"),
    WrongText("scan x -p80", "S0152@7 -p", ["ports "], "kwScan:scan identifier:x kwPorts:-p! integer:80"),
    WrongText("scan x --max-rate 100", "S0152@7 --max-rate 100", ["rate 100/s"], "kwScan:scan identifier:x"),
    WrongText("scan x -T4", "S0152@7 -T4", ["rate 10k/s"], "kwScan:scan identifier:x"),
    WrongText("a && b", "S0153@2 &&", ["and"], "identifier:a kwAnd:&&! identifier:b"),
    WrongText("a||b", "S0154@1 ||", [" or "], "identifier:a kwOr:||! identifier:b"),
    WrongText("if !x", "S0155@3 !", ["not x"], "kwIf:if kwNot:!! identifier:x"),
    WrongText(
      "x = 'one'", "S0156@4 'one'", ["\"one\""], "identifier:x assign:= stringStart:'! stringSegment:one stringEnd:'!"),
    WrongText("let $var1 = 2", "S0157@4 $var1", ["var1"], "kwLet:let identifier:var1! assign:= integer:2"),
    WrongText(
      "x = ${host}", "S0158@4 ${host}", ["host"], "identifier:x assign:= leftParen:${! identifier:host rightParen:}!"),
    WrongText("10.0.0.*", "S0159@0 10.0.0.*", ["10.0.0.0/24"], "network:10.0.0.*!"),
    WrongText("10.0.*.*", "S0159@0 10.0.*.*", ["10.0.0.0/16"], "network:10.0.*.*!"),
    WrongText("10.*.0.1", "S0159@0 10.*.0.1", ["\"10.*.0.1\""], "network:10.*.0.1!"),
    WrongText(
      "10.0.0.1:443 x", "S0160@0 10.0.0.1:443", ["10.0.0.1 ports 443", "10.0.0.1, 443/tcp"],
      "address:10.0.0.1! identifier:x"),
    WrongText(
      "aa:bb:cc:dd:ee:ff", "S0161@0 aa:bb:cc:dd:ee:ff", ["\"aa:bb:cc:dd:ee:ff\""], "address:aa:bb:cc:dd:ee:ff!"),
    WrongText(
      "00:11:22:33:44:55", "S0161@0 00:11:22:33:44:55", ["\"00:11:22:33:44:55\""], "address:00:11:22:33:44:55!"),
    WrongText("a = 1;\nb", "S0162@5 ;", [""], "identifier:a assign:= integer:1 identifier:b"),
    WrongText("a;  # c", "S0162@1 ;", [""], "identifier:a"),
    WrongText("// note\nx", "S0163@0 //", ["#"], "identifier:x"),
    WrongText("a /* b */ c", "S0163@2 /*", ["#"], "identifier:a identifier:c"),
    WrongText("a === b", "S0164@2 ===", ["=="], "identifier:a equal:===! identifier:b"),
    WrongText("a !== b", "S0164@2 !==", ["!="], "identifier:a notEqual:!==! identifier:b"),
    WrongText("a <> b", "S0164@2 <>", ["!="], "identifier:a notEqual:<>! identifier:b"),
    WrongText("a := b", "S0164@2 :=", ["="], "identifier:a assign::=! identifier:b"),
    WrongText("i++", "S0164@1 ++", ["i += 1"], "identifier:i"),
    WrongText("a =~ b", "S0164@2 =~", ["~"], "identifier:a tilde:=~! identifier:b"),
    WrongText("2 ** 3", "S0164@2 **", ["*"], "integer:2 star:**! integer:3"),
  ]

  @Test("habits", arguments: habitsTable)
  func habits(wrong: WrongText) { wrong.check() }

  @Test(
    "what only looks like a habit",
    arguments: [
      "{T: 80}", "f(T:80)", "{T:80}", "a != b", "a | b", "a & b", "open|filtered", "a; b",
      "{ send FIN; RST => closed }",
      "x = -sum", "\"${x}\"", "\"$x && !y\"", "x ?? y", "f(-p)", "r\"10.0.0.*\"", "{a: 1,\n T:80}",
    ])
  func innocent(text: String) {
    #expect(LexedText(text).problems == [])
  }
}

@Suite("Characters that do not belong")
struct LexerCharacterTests {
  static let charactersTable: [WrongText] = [
    WrongText("a \u{1} b", "S0103@2 \u{1}", [""], "identifier:a identifier:b"),
    WrongText("a\0b", "S0103@1 \0", [""], "identifier:a identifier:b"),
    WrongText("# a\u{1B}[31m", "S0103@3 \u{1B}", [""], ""),
    WrongText("\"a\u{7}b\"", "S0103@2 \u{7}", ["\\u{7}", ""], "stringStart:\" stringSegment:a\u{7}b! stringEnd:\""),
    WrongText("a\rb", "S0104@1 \r", ["\n"], "identifier:a identifier:b"),
    WrongText("# a\rb", "S0104@3 \r", ["\n"], ""),
    WrongText("x = @", "S0105@4 @", [], "identifier:x assign:= invalid:@!"),
    WrongText(
      "x = \u{20AC}\u{20AC}", "S0105@4 \u{20AC}\u{20AC}", [], "identifier:x assign:= invalid:\u{20AC}\u{20AC}!"),
    WrongText("a\u{202E}b", "S0106@1 \u{202E}", [""], "identifier:a identifier:b"),
    WrongText("# a\u{202E}b", "S0106@3 \u{202E}", [""], ""),
    WrongText(
      "\"\u{202E}\"", "S0106@1 \u{202E}", ["\\u{202e}", ""], "stringStart:\" stringSegment:\u{202E}! stringEnd:\""),
    WrongText("1 \u{2013} 2", "S0107@2 \u{2013}", ["-"], "integer:1 minus:\u{2013}! integer:2"),
    WrongText("a\u{A0}b", "S0107@1 \u{A0}", [" "], "identifier:a identifier:b"),
    WrongText(
      "\u{201C}a\u{201D}", "S0107@0 \u{201C}", ["\"a\""], "stringStart:\u{201C}! stringSegment:a stringEnd:\u{201D}!"),
    WrongText("gr\u{F6}\u{DF}e = 1", "S0108@2 \u{F6}", [], "identifier:gr\u{F6}\u{DF}e! assign:= integer:1"),
  ]

  @Test("characters", arguments: charactersTable)
  func characters(wrong: WrongText) { wrong.check() }

  @Test("bytes that are not UTF-8 are one report for a row of them")
  func invalidUTF8() {
    let code = LexedText(bytes: [0x61, 0xFF, 0xFE, 0xC0, 0x20, 0x62])
    #expect(code.codes == ["S0102"])
    #expect(code.lexed.diagnostics[0].span == SourceSpan(start: 1, end: 4))
    #expect(code.kinds == [.identifier, .invalid, .identifier])
    let text = LexedText(bytes: [0x22, 0xE2, 0x28, 0xA1, 0x22])
    #expect(text.codes == ["S0102"])
    #expect(LexedText(bytes: [0x23, 0xED, 0xA0, 0x80]).codes == ["S0102"])
  }

  @Test("a source above 1 MiB is one diagnostic")
  func tooLarge() {
    let lexed = LexedText(bytes: Array(repeating: 0xFF, count: SourceFile.sizeLimit + 1))
    #expect(lexed.codes == ["S0101"])
    #expect(lexed.tilingFault == nil)
    #expect(LexedText(bytes: Array(repeating: 0x61, count: SourceFile.sizeLimit)).codes == [])
  }

  @Test("letters and signs of any script stand in texts and comments")
  func innocent() {
    #expect(
      LexedText("# \u{4F60}\u{597D} \u{1F469}\u{200D}\u{1F4BB}\nprint(\"\u{E4} \u{2014} \u{A0}\u{1F600}\")").codes == []
    )
  }
}
