// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Testing

@testable import ScanLang

@Suite("Parser: robustness")
struct ParserRobustnessTests {
  /// Parses bytes and checks what holds whatever they are.
  private func survives(_ bytes: [UInt8]) {
    let tree = Parser.parse(SourceFile(name: "fuzz", bytes: bytes))
    let problems = brokenSpans(tree)
    if !problems.isEmpty {
      Issue.record("\(problems.prefix(3)) in \(String(decoding: bytes, as: UTF8.self))")
    }
    #expect(tree.diagnostics.count <= 20)
    if TreePrinter(flat: true).print(tree).contains("<missing>"), tree.diagnostics.isEmpty {
      Issue.record("something is missing without a diagnostic in \(String(decoding: bytes, as: UTF8.self))")
    }
  }

  /// A text cut at its tokens.
  private struct Cut {
    let bytes: [UInt8]
    let tokens: [Token]

    init(_ text: String) {
      bytes = Array(text.utf8)
      tokens = Lexer.lex(SourceFile(name: "fuzz", text: text)).tokens
    }

    func piece(_ index: Int) -> ArraySlice<UInt8> { bytes[Int(tokens[index].start)..<Int(tokens[index].end)] }

    /// The text with tokens from `index` on replaced.
    func replacing(_ index: Int, count: Int = 1, by others: [UInt8]) -> [UInt8] {
      let last = tokens[min(index + count - 1, tokens.count - 1)]
      return Array(bytes[..<Int(tokens[index].start)]) + others + bytes[Int(last.end)...]
    }
  }

  @Test("each token dropped, doubled, swapped with the next", arguments: corpus)
  func mutations(source: String) {
    let cut = Cut(source)
    for index in cut.tokens.indices.dropLast() {
      let blank = [UInt8(ascii: " ")]
      survives(cut.replacing(index, by: []))
      survives(cut.replacing(index, by: Array(cut.piece(index)) + blank + cut.piece(index)))
      survives(cut.replacing(index, count: 2, by: Array(cut.piece(index + 1)) + blank + cut.piece(index)))
    }
  }

  @Test("each token replaced by another", arguments: corpus)
  func replacements(source: String) {
    var random = SeededGenerator(seed: 7)
    let cut = Cut(source)
    for index in cut.tokens.indices.dropLast() {
      let other = Int.random(in: cut.tokens.indices, using: &random)
      survives(cut.replacing(index, by: Array(cut.piece(other))))
    }
  }

  @Test("cut off after each token", arguments: corpus)
  func prefixes(source: String) {
    let bytes = Array(source.utf8)
    for token in Lexer.lex(SourceFile(name: "fuzz", text: source)).tokens { survives(Array(bytes[..<Int(token.end)])) }
  }

  @Test("words and signs at random")
  func randomPieces() {
    var random = SeededGenerator(seed: 11)
    let words =
      Keyword.all.map(\.word) + ClauseWord.all.map(\.word) + [
        "(", ")", "[", "]", "{", "}", ",", ";", ":", ".", "?.", "=>", "->", "=", "==", "+", "-", "/", "|", "\n", "\n",
        "a", "b", "1", "22", "1-9", "443/tcp", "10.0.0.1", "\"x\"", "\"\\(", "\"", "b\"x\"", "SYN", "## d\n", "5ms",
        "2/s",
      ]
    for _ in 0..<1500 {
      let count = Int.random(in: 1...40, using: &random)
      let text = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
      survives(Array(text.utf8))
    }
  }

  @Test("bytes at random")
  func randomBytes() {
    var random = SeededGenerator(seed: 13)
    for _ in 0..<800 {
      let count = Int.random(in: 0...80, using: &random)
      survives((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
      survives((0..<count).map { _ in UInt8.random(in: 32...126, using: &random) })
    }
  }

  @Test(
    "ten thousand levels are refused, two hundred are not",
    arguments: [
      ("let a = ", "(", "1", ")"), ("let a = ", "[", "1", "]"), ("let a = ", "{a: ", "1", "}"),
      ("", "if a { ", "b", " }"),
      ("let a = ", "x => ", "1", ""), ("let a = ", "-", "1", ""), ("let a = ", "not ", "b", ""),
      ("let a = ", "try ", "b", " else c"), ("", "match a { 1 => ", "b", " }"), ("", "f(", "1", ")"),
      ("let a = ", "\"\\(", "1", ")\""), ("", "a[", "1", "]"), ("", "fn f() { ", "a", " }"),
    ])
  func nesting(start: String, opener: String, middle: String, closer: String) {
    func nested(_ count: Int) -> String {
      start + String(repeating: opener, count: count) + middle + String(repeating: closer, count: count)
    }
    #expect(summary(parse(nested(200))) == [])
    #expect(parse(nested(201)).diagnostics.map(\.code) == [.nestingTooDeep])
    #expect(parse(nested(10_000)).diagnostics.map(\.code) == [.nestingTooDeep])
    survives(Array((start + String(repeating: opener, count: 10_000)).utf8))
    survives(Array(String(repeating: closer, count: 10_000).utf8))
  }

  @Test("much of one thing takes no more than linear time")
  func large() {
    let size = 1 << 17
    for piece in [
      "(", ")", "{", "}", "[1 ", "a ", "a\n", "if a {\n", "## d\n", "a, ", "a.b", "\"\\(", "scan a {\n", "1 2 ",
      "(a, ", "x => ", "on open {\n", "- ", "else\n",
    ] {
      let text = String(repeating: piece, count: size / piece.utf8.count)
      let start = ContinuousClock.now
      let tree = Parser.parse(SourceFile(name: "large", text: text))
      #expect(tree.diagnostics.count <= 20)
      #expect(ContinuousClock.now - start < .seconds(20), "\(piece)")
    }
  }
}
