// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Random numbers from a seed (SplitMix64), the same on every run.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Sources that differ from a given one in what stands between its tokens.
enum SourceMutation {
  /// The same tokens with other blanks, line ends and comments here and there. Often that is still a script.
  static func mutated(_ tree: SyntaxTree, share: Double, _ random: inout SeededRandom) -> String {
    var text = ""
    var edge: UInt32 = 0
    var level = 0
    for token in tree.tokens {
      let between = tree.source.text(SourceSpan(start: edge, end: token.start))
      let isInText = level > 0
      if token.kind == .stringStart { level += 1 }
      if token.kind == .stringEnd { level -= 1 }
      let isChanged = !isInText && Double.random(in: 0..<1, using: &random) < share
      text += isChanged ? gap(instead: between, &random) : between
      text += tree.source.text(token.span)
      edge = token.end
    }
    return text
  }

  private static func gap(instead between: String, _ random: inout SeededRandom) -> String {
    let mark = Int.random(in: 0..<1000, using: &random)
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return ""
    case 1: return " "
    case 2: return "\n"
    case 3: return " # c\(mark)\n"
    case 4: return "\n# o\(mark)\n"
    case 5: return "  ## d\(mark)\n"
    case 6: return "\n\n\n"
    case 7: return between + "\n  ## e\(mark)\n\n # f\n"
    default: return between + " "
    }
  }
}
