// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import NetworkTypes
import Testing

@testable import ScanLang

/// Holds the parser against `grammar/scan.ebnf`: what it accepts can be derived.
@Suite("Grammar: what the parser accepts is in it")
struct GrammarMutationTests {
  private static let grammar = try? Grammar(
    String(
      contentsOf: URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "../../../grammar/scan.ebnf").standardizedFileURL, encoding: .utf8), forGenerating: false)

  /// The farthest word if a source parses and cannot be derived.
  private func problem(_ text: String) throws -> String? {
    let source = SourceFile(name: "test.scan", text: text)
    guard !Parser.parse(source).diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    var recogniser = GrammarRecogniser(try #require(Self.grammar), source)
    return recogniser.accepts() ? nil : recogniser.stop
  }

  @Test("every script of the project is in the grammar")
  func scripts() throws {
    for source in FormatterSources.all where source.bytes.count < 8000 {
      let found = try problem(String(decoding: source.bytes, as: UTF8.self))
      #expect(found == nil, "\(source.name)")
    }
  }

  @Test("the grammar is no more than that: these are not in it")
  func others() throws {
    let grammar = try #require(Self.grammar)
    for text in [
      "let = 1", "let a 1", "scan", "a b", "a\n+ b", "if a b", "on open { }", "expect s { never 5 }", "a < b < c",
      "match a { 1 2 }", "limits { time }", "try a", "fn f { }", "return\n{ a }", "x = = 1",
    ] {
      var recogniser = GrammarRecogniser(grammar, SourceFile(name: "test.scan", text: text))
      let accepts = recogniser.accepts()
      #expect(!accepts, "\(text)")
    }
  }

  @Test("what is left of a script after a change is in the grammar if it parses", arguments: 0..<4)
  func mutations(seed: UInt64) throws {
    let grammar = try #require(Self.grammar)
    var random = SeededGenerator(seed: seed)
    var accepted = 0
    var sentences = corpus
    var maker = SentenceMaker(grammar)
    for _ in 0..<30 { sentences.append(maker.sentence(of: "file", using: &random)) }
    for source in FormatterSources.all where source.bytes.count < 700 {
      sentences.append(String(decoding: source.bytes, as: UTF8.self))
    }
    for sentence in sentences {
      let words = TokenText.words(of: sentence)
      guard words.count > 1 else { continue }
      for _ in 0..<3 {
        let text = TokenText.mutated(words, &random)
        let found = try problem(text)
        if found == nil { accepted += 1 }
        #expect(found == nil)
      }
    }
    #expect(accepted > 100)
  }
}

/// A script as words that can be moved around.
enum TokenText {
  /// The texts of tokens, each with what stands before it.
  static func words(of text: String) -> [String] {
    let source = SourceFile(name: "test.scan", text: text)
    var words: [String] = []
    var edge: UInt32 = 0
    var level = 0
    for token in Lexer.lex(source).tokens where token.kind != .endOfFile {
      let piece = source.text(SourceSpan(start: edge, end: token.end))
      if token.kind == .stringEnd { level -= 1 }
      if level > 0 || token.kind == .stringEnd { words[words.count - 1] += piece } else { words.append(piece) }
      if token.kind == .stringStart { level += 1 }
      edge = token.end
    }
    return words
  }

  private static let others = [
    " alpha", " 80", " ,", "\n", " ;", " (", " )", " {", " }", " =>", " =", " :", ".", " |", " - ", " not", " in",
    " if", " else", " on", " open", " scan", " ports", " \"t\"", " 1-9", " 5k/s", " as", " match", " try", " [", " ]",
    " except", " and", " -", " return", " let", " using", " per host", " any", " none",
  ]

  /// One or two changes: a word left out, doubled, changed for another, moved, or a line end between two.
  static func mutated(_ original: [String], _ random: inout SeededGenerator) -> String {
    var words = original
    for _ in 0..<Int.random(in: 1...2, using: &random) where !words.isEmpty {
      let index = words.indices.randomElement(using: &random) ?? 0
      switch Int.random(in: 0..<7, using: &random) {
      case 0: words.remove(at: index)
      case 1: words.insert(" " + words[index], at: index)
      case 2: words.swapAt(index, words.indices.randomElement(using: &random) ?? 0)
      case 3: words[index] = others.randomElement(using: &random) ?? ""
      case 4: words.insert(others.randomElement(using: &random) ?? "", at: index)
      case 5: words[index] = "\n" + words[index].drop { $0.isWhitespace }
      default: words[index] = " " + words[index].drop { $0.isWhitespace }
      }
    }
    return words.joined()
  }
}
