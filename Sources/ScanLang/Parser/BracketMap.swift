// SPDX-License-Identifier: GPL-3.0-or-later

/// Which bracket closes which, found before parsing so that recovery knows where a statement can end.
///
/// A round or square bracket without its partner counts as absent. Where curly braces are missing at the end of the
/// file, indentation tells where each was probably meant to close.
struct BracketMap {
  /// Index of the token that closes an opener or opens a closer; -1 for every other token.
  private(set) var partner: [Int32]
  /// How many brackets enclose each token; an opener and its closer: one less and the same as what lies between.
  private(set) var depth: [Int32]
  /// How many braces should have been closed before a token, by the token's index.
  let missingCloses: [Int: Int]
  /// Whether there are more closing braces than opening ones.
  private(set) var hasSurplusClosers = false

  /// Openers that wait for their partner, innermost last.
  private var open: [Int] = []
  /// Round and square brackets open within the innermost brace.
  private var counts = (round: 0, square: 0)
  /// The same for every brace further out.
  private var outerCounts: [(round: Int, square: Int)] = []

  /// Reads the brackets of a file.
  init(tokens: [Token], source: SourceFile) {
    partner = Array(repeating: -1, count: tokens.count)
    depth = Array(repeating: 0, count: tokens.count)
    missingCloses = IndentationGuess.missingCloses(tokens: tokens, source: source)
    for index in tokens.indices {
      for _ in 0..<(missingCloses[index] ?? 0) { closeBrace(at: nil) }
      take(tokens[index].kind, at: index, in: tokens)
    }
    measureDepth(of: tokens)
  }

  private mutating func take(_ kind: TokenKind, at index: Int, in tokens: [Token]) {
    switch kind {
    case .leftParen, .interpolationStart:
      open.append(index)
      counts.round += 1
    case .leftBracket:
      open.append(index)
      counts.square += 1
    case .leftBrace:
      open.append(index)
      outerCounts.append(counts)
      counts = (0, 0)
    case .rightParen, .interpolationEnd:
      if counts.round > 0 { close(index, square: false, in: tokens) }
    case .rightBracket:
      if counts.square > 0 { close(index, square: true, in: tokens) }
    case .rightBrace:
      if outerCounts.isEmpty { hasSurplusClosers = true } else { closeBrace(at: index, in: tokens) }
    default:
      break
    }
  }

  /// Matches a round or square bracket; brackets of the other form in between stay without a partner.
  private mutating func close(_ index: Int, square: Bool, in tokens: [Token]) {
    while let opener = open.popLast() {
      let isSquare = tokens[opener].kind == .leftBracket
      if isSquare { counts.square -= 1 } else { counts.round -= 1 }
      if isSquare == square {
        partner[opener] = Int32(index)
        partner[index] = Int32(opener)
        return
      }
    }
  }

  private mutating func closeBrace(at index: Int?, in tokens: [Token] = []) {
    guard let outer = outerCounts.popLast() else { return }
    let inner = counts.round + counts.square
    open.removeLast(min(inner, open.count))
    counts = outer
    guard let opener = open.popLast(), let index else { return }
    partner[opener] = Int32(index)
    partner[index] = Int32(opener)
  }

  private mutating func measureDepth(of tokens: [Token]) {
    var now: Int32 = 0
    for index in tokens.indices {
      now = max(0, now - Int32(missingCloses[index] ?? 0))
      depth[index] = now
      if partner[index] > Int32(index) || tokens[index].kind == .leftBrace {
        now += 1
      } else if partner[index] >= 0 {
        now -= 1
      }
    }
  }
}
