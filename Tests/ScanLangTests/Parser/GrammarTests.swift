// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import NetworkTypes
import Testing

@testable import ScanLang

/// Holds `grammar/scan.ebnf` against the parser: sentences made from the grammar at random must parse.
@Suite("Parser: grammar")
struct GrammarTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../grammar/scan.ebnf").standardizedFileURL

  private func grammar() throws -> Grammar {
    try Grammar(String(contentsOf: Self.file, encoding: .utf8))
  }

  @Test("every rule is defined, used, and its words are known")
  func closed() throws {
    let grammar = try grammar()
    let names = Set(grammar.rules.keys)
    #expect(grammar.references.subtracting(names).subtracting(Grammar.samples.keys) == [])
    #expect(names.subtracting(grammar.references) == ["file"])
    let inline = [
      "per", "host", "total", "seed", "of", "random", "sequential", "auto", "all", "open", "desc", "at", "to", "as",
      "ignoring", "until", "because", "with", "banner", "reply", "up", "down", "done", "error", "any", "result",
      "stateful", "stateless", "reset", "icmp", "net", "port", "protocol", "admin", "accepted", "refused",
      "unreachable", "silence", "info", "low", "medium", "high", "critical", "SYN", "ACK", "FIN", "RST", "PSH", "URG",
      "ECE", "CWR", "NONE", "closed", "filtered", "unfiltered", "payload",
    ]
    let known = Set(Keyword.all.map(\.word) + ClauseWord.all.map(\.word) + inline)
    let words = grammar.words.filter { $0.first?.isLetter == true }
    #expect(words.subtracting(known) == [])
    #expect(Set(Keyword.all.map(\.word)).subtracting(words) == [])
    #expect(Set(ClauseWord.all.map(\.word)).subtracting(words) == [])
  }

  @Test("sentences of the grammar parse", arguments: 0..<8)
  func sentences(seed: UInt64) throws {
    let grammar = try grammar()
    var random = SeededGenerator(seed: seed)
    // Clauses may come twice, and a technique without `send`: the grammar does not count.
    let allowed: Set<DiagnosticCode> = [.clauseTwice, .sendMissing, .tightOperator]
    for _ in 0..<150 {
      let text = grammar.sentence(of: "file", using: &random)
      // `else` goes to the nearest `if`, also where a `try` around it was meant.
      if text.contains("try"), text.contains("if") { continue }
      let wrong = parse(text).diagnostics.filter { !allowed.contains($0.code) }
      #expect(wrong.map(\.headline) == [], "\(text)")
    }
  }
}

/// A grammar in the notation of `grammar/scan.ebnf`.
struct Grammar: Sendable {
  indirect enum Term: Sendable {
    case word(String)
    case rule(String)
    case sequence([Term])
    case choice([Term])
    case optional(Term)
    case repeated(Term)
  }

  static let samples: [String: [String]] = [
    "name": ["alpha", "beta", "gamma"], "word": ["alpha", "on", "match"], "end": ["\n"], "integer": ["7"],
    "float": ["2.5"], "percent": ["99%"], "address": ["192.0.2.1", "2001:db8::1"], "address-network": ["10.0.0.0/8"],
    "address-range": ["10.0.0.10-50"], "port": ["443/tcp"], "range": ["1-1024"], "duration": ["5ms"], "rate": ["5k/s"],
    "size": ["64KiB"], "date": ["2026-12-31"], "bytes": ["b\"x\""], "text": ["\"t\"", "r\"t\""],
    "place": ["alpha[1].beta"],
  ]

  private(set) var rules: [String: Term] = [:]
  private(set) var references: Set<String> = []
  private(set) var words: Set<String> = []
  private var pieces: [Substring]
  private var position = 0

  /// Reads a grammar; one that sentences are made of leaves out what only the parser's greed makes unambiguous.
  init(_ text: String, forGenerating: Bool = true) {
    // A bare scan as the body of a lambda takes the `{`, `else` or `,` that was meant for what surrounds the lambda.
    let written = forGenerating ? text.replacing("\"=>\" value", with: "\"=>\" expression") : text
    let plain = written.replacing(/\(\*[\s\S]*?\*\)/, with: "")
      .replacing(/\? [^?]*\?/, with: "special")
    pieces = plain.matches(of: /"[^"]*"|[A-Za-z][A-Za-z-]*|[=|;()\[\]{}]/).map(\.output)
    while position < pieces.count {
      let name = String(pieces[position])
      position += 2
      rules[name] = choice()
      position += 1
    }
    for sample in ["text", "place"] { rules[sample] = nil }
    rules.removeValue(forKey: "special")
    references.remove("special")
  }

  private mutating func choice() -> Term {
    var options = [sequence()]
    while pieces[position] == "|" {
      position += 1
      options.append(sequence())
    }
    return options.count == 1 ? options[0] : .choice(options)
  }

  private mutating func sequence() -> Term {
    var terms: [Term] = []
    while ![";", "|", ")", "]", "}"].contains(pieces[position]) { terms.append(term()) }
    return .sequence(terms)
  }

  private mutating func term() -> Term {
    let piece = pieces[position]
    position += 1
    switch piece {
    case "(", "[", "{":
      let inner = choice()
      position += 1
      return piece == "(" ? inner : piece == "[" ? .optional(inner) : .repeated(inner)
    case _ where piece.hasPrefix("\""):
      words.insert(String(piece.dropFirst().dropLast()))
      return .word(String(piece.dropFirst().dropLast()))
    default:
      references.insert(String(piece))
      return .rule(String(piece))
    }
  }

  /// A text made from a rule.
  func sentence(of rule: String, using random: inout SeededGenerator) -> String {
    var parts: [String] = []
    var budget = 120
    expand(.rule(rule), &parts, &budget, &random)
    return parts.joined(separator: " ")
  }

  private func expand(_ term: Term, _ parts: inout [String], _ budget: inout Int, _ random: inout SeededGenerator) {
    budget -= 1
    switch term {
    case .word(let word): parts.append(word)
    case .rule(let name):
      if let sample = Self.samples[name]?.randomElement(using: &random) { return parts.append(sample) }
      if budget < 0, let short = Self.short[name] { return parts.append(short) }
      let count = parts.count
      if let rule = rules[name] { expand(rule, &parts, &budget, &random) }
      if name == "operand", parts[count] == "{" { parts.replaceSubrange(count..., with: ["80"]) }
    case .sequence(let terms): for term in terms { expand(term, &parts, &budget, &random) }
    case .choice(let options):
      if let option = options.randomElement(using: &random) { expand(option, &parts, &budget, &random) }
    case .optional(let inner): if budget > 0, Bool.random(using: &random) { expand(inner, &parts, &budget, &random) }
    case .repeated(let inner):
      for _ in 0..<Int.random(in: 0...2, using: &random) where budget > 0 { expand(inner, &parts, &budget, &random) }
    }
  }

  /// What stands for a rule once a sentence is long enough.
  private static let short = [
    "expression": "alpha", "value": "alpha", "condition": "beta", "operand": "80", "union": "80", "unary": "7",
    "coalesced": "7", "statement": "alpha", "block": "{ }", "set": "80", "pattern": "_",
  ]
}
