// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

@testable import ScanLang

/// The editors' grammars: committed as they are made, and right about every token.
struct EditorGrammarTests {
  private static let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "../../../grammar").standardizedFileURL

  private func committed(_ name: String) throws -> String {
    try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
  }

  @Test("the committed files are what `make grammar` makes")
  func current() throws {
    #expect(try committed("scan.tmLanguage.json") == TextMateGrammar.text)
    #expect(try committed("scan.vim") == VimGrammar.text)
  }

  @Test("every reserved word is in one group")
  func words() {
    let words = GrammarWords.reserved.flatMap(\.words)
    #expect(words.sorted() == Keyword.all.map(\.word).sorted())
    #expect(GrammarWords.reserved.allSatisfy { !$0.words.isEmpty })
    #expect(GrammarWords.clauses.count > 40 && GrammarWords.types.count > 10 && GrammarWords.builtins.count > 20)
  }

  @Test("the grammar is JSON with regular expressions that can be compiled")
  func validity() throws {
    let json = try JSONSerialization.jsonObject(with: Data(TextMateGrammar.text.utf8))
    var count = 0
    func walk(_ value: Any) throws {
      if let object = value as? [String: Any] {
        for (key, inner) in object {
          if ["match", "begin", "end", "firstLineMatch"].contains(key), let pattern = inner as? String {
            _ = try NSRegularExpression(pattern: pattern)
            count += 1
          }
          try walk(inner)
        }
      }
      for inner in value as? [Any] ?? [] { try walk(inner) }
    }
    try walk(json)
    #expect(count > 40)
  }

  /// Each literal of a script is one match of the first form that matches there, and of the right one.
  @Test("literal forms match the lexer's tokens")
  func literals() throws {
    let kinds: [TokenKind: Set<String>] = [
      .date: ["Date"], .address: ["Address", "Address6"], .network: ["Address", "Address6"],
      .addressRange: ["Address", "Address6"], .port: ["Port"], .rate: ["Rate"], .duration: ["Duration"],
      .size: ["Size"], .percent: ["Percent"], .float: ["Float"], .integer: ["Integer"],
    ]
    let forms = try LiteralPattern.all.map { form in
      (form.name, try NSRegularExpression(pattern: "^(?:\(form.pattern))(?!\\w)"))
    }
    var seen: Set<TokenKind> = []
    for source in FormatterSources.all + [
      SourceFile(name: "more", text: "64KiB 2.5 1e-3 0x1f 0b101 10k fe80::1%eth0 1h30m")
    ]
    where Parser.parse(source).diagnostics.isEmpty || source.name == "more" {
      for token in Lexer.lex(source).tokens {
        guard let wanted = kinds[token.kind] else { continue }
        seen.insert(token.kind)
        let text = source.text(token.span)
        let range = NSRange(location: 0, length: text.utf16.count)
        let found = forms.first { $0.1.firstMatch(in: text, range: range)?.range == range }?.0
        #expect(found.map(wanted.contains) == true, "\(text) is \(token.kind), found \(found ?? "nothing")")
      }
    }
    #expect(seen == Set(kinds.keys))
  }
}
