// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Makes sentences of a grammar at random, those branches first that no sentence had before.
struct SentenceMaker {
  let grammar: Grammar
  /// Branches of the sentences that were kept.
  private(set) var used: Set<String> = []
  /// Branches of the sentence made last.
  private var taken: Set<String> = []
  private var parts: [String] = []
  /// How much of a sentence is left: it ends soon after that is used up.
  private var budget = 0

  init(_ grammar: Grammar) { self.grammar = grammar }

  /// A text made from a rule.
  mutating func sentence(of rule: String, using random: inout SeededGenerator) -> String {
    (parts, taken, budget) = ([], [], 300)
    expand(.rule(rule), at: rule, &random)
    return parts.joined(separator: " ")
  }

  /// Counts the branches of the sentence made last as used.
  mutating func keep() { used.formUnion(taken) }

  private mutating func expand(_ term: Grammar.Term, at path: String, _ random: inout SeededGenerator) {
    budget -= 1
    switch term {
    case .word(let word): parts.append(word)
    case .rule(let name): expand(rule: name, &random)
    case .sequence(let terms):
      for (place, term) in terms.enumerated() { expand(term, at: "\(path).\(place)", &random) }
    case .choice(let options):
      let place = option(of: options.indices, at: path, &random)
      taken.insert("\(path)|\(place)")
      expand(options[place], at: "\(path)|\(place)", &random)
    case .optional(let inner):
      if budget > 0, isFresh("\(path)+") || Bool.random(using: &random) { enter(inner, at: path, &random) }
    case .repeated(let inner):
      let fewest = isFresh("\(path)+") ? 1 : 0
      for _ in 0..<Int.random(in: fewest...2, using: &random) where budget > 0 { enter(inner, at: path, &random) }
    }
  }

  private mutating func enter(_ inner: Grammar.Term, at path: String, _ random: inout SeededGenerator) {
    taken.insert("\(path)+")
    expand(inner, at: "\(path)+", &random)
  }

  private func option(of options: Range<Int>, at path: String, _ random: inout SeededGenerator) -> Int {
    let fresh = options.filter { isFresh("\(path)|\($0)") }
    return fresh.randomElement(using: &random) ?? Int.random(in: options, using: &random)
  }

  private func isFresh(_ branch: String) -> Bool { !used.contains(branch) && !taken.contains(branch) }

  private mutating func expand(rule name: String, _ random: inout SeededGenerator) {
    if let sample = Grammar.samples[name]?.randomElement(using: &random) { return parts.append(sample) }
    // Half of the time a value is short at once, so that the budget lasts for what surrounds it.
    if let short = Self.short[name], budget < 0 || Self.values.contains(name) && Bool.random(using: &random) {
      return parts.append(short)
    }
    let count = parts.count
    taken.insert(name)
    if let rule = grammar.rules[name] { expand(rule, at: name, &random) }
    if name == "operand", parts[count] == "{" { parts.replaceSubrange(count..., with: ["80"]) }
  }

  /// What stands for a rule once a sentence is long enough.
  private static let short = [
    "expression": "alpha", "value": "alpha", "condition": "beta", "operand": "80", "union": "80", "unary": "7",
    "coalesced": "7", "statement": "alpha", "block": "{ }", "set": "80", "pattern": "_",
  ]

  private static let values: Set = ["expression", "value", "condition", "operand", "union", "unary", "coalesced"]
}
