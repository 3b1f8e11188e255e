// SPDX-License-Identifier: GPL-3.0-or-later

@testable import ScanLang

/// Says whether a source can be derived from a grammar: finds for each rule and place all ends that it can have.
///
/// That is exact for every grammar in which no rule begins with itself, however ambiguous it is. Line ends are handled
/// as the head of `grammar/scan.ebnf` says: where they count, `end` alone passes one.
struct GrammarRecogniser {
  /// A place: twice the index of the token that follows, and 1 if no line end that counts stands before it or `end` has
  /// passed it.
  private typealias Place = Int

  private struct Key: Hashable {
    let rule: String
    let place: Place
    let ignoresLines: Bool
  }

  private let grammar: Grammar
  private let tokens: [Token]
  private let source: SourceFile
  /// Whether a line end before the token counts, by what stands around it.
  private let countingLine: [Bool]
  private var known: [Key: Set<Place>] = [:]
  /// The farthest token that any rule has reached.
  private(set) var farthest = 0

  init(_ grammar: Grammar, _ source: SourceFile) {
    self.grammar = grammar
    self.source = source
    tokens = Self.withWholeTexts(Lexer.lex(source).tokens)
    countingLine = tokens.indices.map { [tokens] in Self.counts(tokens, $0) }
  }

  /// Whether the whole source is what a rule describes.
  mutating func accepts(_ rule: String = "file") -> Bool {
    ends(of: .rule(rule), at: behindSemicolons(place(0)), ignoresLines: false, in: "").contains {
      $0 >> 1 == tokens.count - 1
    }
  }

  /// What stands around the farthest token.
  var stop: String {
    let token = tokens[farthest]
    let start = max(0, Int(token.start) - 50)
    let end = min(source.bytes.count, Int(token.end) + 20)
    let text = { (range: Range<Int>) in String(decoding: source.bytes[range], as: UTF8.self) }
    return "\(text(start..<Int(token.start)))<HERE>\(text(Int(token.start)..<end))".replacing("\n", with: "/")
  }

  // MARK: Tokens

  /// A text with its interpolations is one token here.
  private static func withWholeTexts(_ tokens: [Token]) -> [Token] {
    var whole: [Token] = []
    var level = 0
    for token in tokens {
      if token.kind == .stringEnd { level -= 1 }
      if level == 0, token.kind != .stringEnd { whole.append(token) }
      if token.kind == .stringStart { level += 1 }
    }
    return whole
  }

  private static let continuing: Set<TokenKind> = [
    .comma, .fatArrow, .assign, .plusAssign, .minusAssign, .starAssign, .slashAssign, .plus, .minus, .star, .slash,
    .percentSign, .pipe, .ampersand, .questionQuestion, .equal, .notEqual, .less, .lessOrEqual, .greater,
    .greaterOrEqual, .tilde, .kwAnd, .kwOr, .kwIn, .kwHas, .leftBrace, .semicolon,
  ]

  private static func counts(_ tokens: [Token], _ index: Int) -> Bool {
    guard index > 0, tokens[index].flags.contains(.newlineBefore) else { return false }
    return !continuing.contains(tokens[index - 1].kind) && endsLine(tokens, index)
  }

  /// Whether a line end stands before a token that does not go on with the line before.
  private static func endsLine(_ tokens: [Token], _ index: Int) -> Bool {
    tokens[index].flags.contains(.newlineBefore)
      && ![.dot, .questionDot, .rightBrace, .endOfFile].contains(tokens[index].kind)
  }

  private func place(_ index: Int) -> Place {
    2 * index + (countingLine[index] ? 0 : 1)
  }

  // MARK: Rules

  private mutating func ends(of term: Grammar.Term, at start: Place, ignoresLines: Bool, in rule: String) -> Set<Place>
  {
    switch term {
    case .word(let word): return take(start, ignoresLines) { $0.source.text($1.span) == word && $1.kind != .rawString }
    case .rule(let name): return ends(ofRule: name, at: start, ignoresLines)
    case .choice(let options):
      var all: Set<Place> = []
      for option in options { all.formUnion(ends(of: option, at: start, ignoresLines: ignoresLines, in: rule)) }
      return all
    case .optional(let inner):
      return ends(of: inner, at: start, ignoresLines: ignoresLines, in: rule).union([start])
    case .repeated(let inner): return repeated(inner, from: start, ignoresLines, rule)
    case .sequence(let terms): return sequence(terms, from: start, ignoresLines, rule)
    }
  }

  private mutating func sequence(
    _ terms: [Grammar.Term], from start: Place, _ ignoresLines: Bool, _ rule: String
  ) -> Set<Place> {
    var places: Set<Place> = [start]
    var modes = [ignoresLines]
    for term in terms {
      var next: Set<Place> = []
      for place in places {
        next.formUnion(ends(of: term, at: place, ignoresLines: modes[modes.count - 1], in: rule))
      }
      if next.isEmpty { return [] }
      places = next
      guard case .word(let word) = term else { continue }
      if word == "{" { places = Set(places.map(behindSemicolons)) }
      if ["(", "["].contains(word) { modes.append(true) }
      if word == "{" { modes.append(rule == "map") }
      if [")", "]", "}"].contains(word) { modes.removeLast() }
    }
    return places
  }

  private mutating func repeated(
    _ inner: Grammar.Term, from start: Place, _ ignoresLines: Bool, _ rule: String
  ) -> Set<Place> {
    var all: Set<Place> = [start]
    var waiting = [start]
    while let place = waiting.popLast() {
      for end in ends(of: inner, at: place, ignoresLines: ignoresLines, in: rule) where all.insert(end).inserted {
        waiting.append(end)
      }
    }
    return all
  }

  private mutating func ends(ofRule name: String, at start: Place, _ ignoresLines: Bool) -> Set<Place> {
    if name == "end" { return end(start) }
    if let kinds = Self.terminals[name] { return take(start, ignoresLines) { kinds.contains($1.kind) } }
    if name == "word" {
      // A word as a name says nothing of how the line goes on.
      return Set(take(start, ignoresLines) { $1.kind.isWord }.map { Self.endsLine(tokens, $0 >> 1) ? $0 & ~1 : $0 })
    }
    let key = Key(rule: name, place: start, ignoresLines: ignoresLines)
    if let ends = known[key] { return ends }
    let wanted = name == "place" ? "postfix" : name
    guard let rule = grammar.rules[wanted] else { return [] }
    if name == "operand", tokens[start >> 1].kind == .leftBrace { return [] }
    let found = ends(of: rule, at: start, ignoresLines: ignoresLines, in: wanted)
    known[key] = found
    return found
  }

  private static let terminals: [String: Set<TokenKind>] = [
    "name": [.identifier], "integer": [.integer], "float": [.float], "percent": [.percent], "address": [.address],
    "address-network": [.network], "address-range": [.addressRange], "port": [.port], "range": [.range],
    "duration": [.duration], "rate": [.rate], "size": [.size], "date": [.date], "bytes": [.bytes],
    "text": [.stringStart, .rawString],
  ]

  /// A line end or `;`; nothing before `}` and at the end of the file.
  private func end(_ start: Place) -> Set<Place> {
    var index = start >> 1
    if tokens[index].kind == .semicolon {
      while tokens[index].kind == .semicolon { index += 1 }
      return [2 * index + 1]
    }
    // A line end behind the comma that ends a list ends the entry too.
    let isBehindComma = index > 0 && tokens[index - 1].kind == .comma && tokens[index].flags.contains(.newlineBefore)
    if start & 1 == 0 || isBehindComma || [.rightBrace, .endOfFile].contains(tokens[index].kind) {
      return [2 * index + 1]
    }
    return []
  }

  /// `;` may stand before the first entry too.
  private func behindSemicolons(_ place: Place) -> Place {
    var index = place >> 1
    while tokens[index].kind == .semicolon { index += 1 }
    return index == place >> 1 ? place : 2 * index + 1
  }

  private mutating func take(
    _ start: Place, _ ignoresLines: Bool, _ matches: (GrammarRecogniser, Token) -> Bool
  ) -> Set<Place> {
    let index = start >> 1
    farthest = max(farthest, index)
    guard index < tokens.count - 1, start & 1 == 1 || ignoresLines, matches(self, tokens[index]) else {
      return []
    }
    return [place(index + 1)]
  }
}
