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

  @Test("sentences of the grammar parse, and together use every alternative of every rule")
  func sentences() throws {
    var maker = SentenceMaker(try grammar())
    var random = SeededGenerator(seed: 7)
    for rule in Self.roots {
      for _ in 0..<(rule == "file" ? 250 : 50) { check(rule, &maker, &random) }
    }
    // What is seldom is asked for: by the statement that it stands nearest to.
    let distances = Self.roots.map { (root: $0, to: maker.grammar.distances(from: $0)) }
    var patience = 2000
    while patience > 0, let branch = maker.grammar.branches.subtracting(maker.used).min() {
      let rule = String(branch.prefix { !".|+".contains($0) })
      let nearest = distances.min { $0.to[rule] ?? .max < $1.to[rule] ?? .max }
      check(nearest?.root ?? "file", &maker, &random)
      patience -= 1
    }
    #expect(maker.grammar.branches.subtracting(maker.used).sorted() == [])
  }

  /// What sentences are made of: the file, and each statement that has much in it, so that all of it gets its turn.
  private static let roots = [
    "file", "scan", "match", "if", "network", "technique", "expect", "scope", "limits", "show", "save", "finding",
    "parameter", "function",
  ]

  private func check(_ rule: String, _ maker: inout SentenceMaker, _ random: inout SeededGenerator) {
    // Clauses may come twice, and a technique without `send`: the grammar does not count.
    let allowed: Set<DiagnosticCode> = [.clauseTwice, .sendMissing, .tightOperator]
    let text = maker.sentence(of: rule, using: &random)
    // `else` goes to the nearest `if`, also where a `try` around it was meant.
    if text.contains("try"), text.contains("if") { return }
    maker.keep()
    let wrong = parse(text).diagnostics.filter { !allowed.contains($0.code) }
    #expect(wrong.map(\.headline) == [], "\(text)")
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
    // A comma at the end of a list without brackets goes on with it wherever what follows could.
    let written =
      forGenerating
      ? text.replacing("\"=>\" value", with: "\"=>\" expression")
        .replacing(/((?:operands|rates) += [^;]*?) \[ "," \] ;/) { "\($0.output.1) ;" }
        .replacing("{ \",\" followups } [ \",\" ]", with: "{ \",\" followups }") : text
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

  /// Every rule, and every alternative, option and repetition in one, by the way to it.
  var branches: Set<String> {
    var all = Set(rules.keys)
    for (name, rule) in rules { Self.addBranches(of: rule, at: name, &all) }
    return all
  }

  /// The rules that a rule is made of, by how many lie between.
  func distances(from root: String) -> [String: Int] {
    var found = [root: 0]
    var waiting = [root]
    while !waiting.isEmpty {
      let name = waiting.removeFirst()
      for next in rules[name].map(Self.references) ?? [] where found[next] == nil {
        found[next] = (found[name] ?? 0) + 1
        waiting.append(next)
      }
    }
    return found
  }

  private static func references(_ term: Term) -> [String] {
    switch term {
    case .word: []
    case .rule(let name): [name]
    case .sequence(let terms), .choice(let terms): terms.flatMap(references)
    case .optional(let inner), .repeated(let inner): references(inner)
    }
  }

  private static func addBranches(of term: Term, at path: String, _ all: inout Set<String>) {
    switch term {
    case .word, .rule: break
    case .sequence(let terms):
      for (place, term) in terms.enumerated() { addBranches(of: term, at: "\(path).\(place)", &all) }
    case .choice(let options):
      for (place, option) in options.enumerated() {
        all.insert("\(path)|\(place)")
        addBranches(of: option, at: "\(path)|\(place)", &all)
      }
    case .optional(let inner), .repeated(let inner):
      all.insert("\(path)+")
      addBranches(of: inner, at: "\(path)+", &all)
    }
  }
}
