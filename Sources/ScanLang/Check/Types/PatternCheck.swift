// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds what is surely wrong with a regular expression, without compiling it: brackets that do not match, a
/// quantifier behind nothing, a backslash at the end (PCRE2, pcre2pattern(3)).
///
/// What could hide brackets (verbs, callouts, extended patterns with comments) is not judged at all.
struct PatternCheck {
  /// What is wrong, for the end of a sentence; `nil` if nothing is surely wrong.
  private(set) var fault: String?

  private let scalars: [Unicode.Scalar]
  private var place = 0
  /// Places of the groups that are open.
  private var groups: [Int] = []
  /// Whether a quantifier would have nothing to repeat.
  private var isAtStart = true

  /// Judges a pattern.
  init(_ pattern: String) {
    scalars = Array(pattern.unicodeScalars)
    guard !isBeyondJudgement else { return }
    while place < scalars.count, fault == nil { step() }
    if fault == nil, let open = groups.first { fault = "the `(` at character \(open + 1) is never closed" }
  }

  /// `(*VERB:…)`, `(?C…)`, and `(?x)`, which makes comments of what follows `#`.
  private var isBeyondJudgement: Bool {
    for start in scalars.indices.dropLast(2) where scalars[start] == "(" {
      if scalars[start + 1] == "*" { return true }
      guard scalars[start + 1] == "?" else { continue }
      let options = scalars[(start + 2)...].prefix { $0 == "^" || $0 == "-" || $0.properties.isAlphabetic }
      if options.contains("x") || options.first == "C" { return true }
    }
    return false
  }

  private func scalar(_ offset: Int) -> Unicode.Scalar? {
    place + offset < scalars.count ? scalars[place + offset] : nil
  }

  private mutating func step() {
    let wasAtStart = isAtStart
    isAtStart = false
    switch scalars[place] {
    case "\\": escape()
    case "[": characterClass()
    case "(": open()
    case ")":
      if groups.popLast() == nil { fault = "the `)` at character \(place + 1) closes nothing" }
      place += 1
    case "|":
      isAtStart = true
      place += 1
    case "*", "+", "?":
      if wasAtStart { fault = "the `\(scalars[place])` at character \(place + 1) repeats nothing" }
      place += 1
    default: place += 1
    }
  }

  private mutating func open() {
    if scalar(1) == "?", scalar(2) == "#" {
      while place < scalars.count, scalars[place] != ")" { place += 1 }
      if place == scalars.count { groups.append(place) }
      place += 1
      return
    }
    groups.append(place)
    place += 1
    guard scalar(0) == "?" else {
      isAtStart = true
      return
    }
    // What stands between `(?` and the group's own text is no quantifier.
    place += 1
    if let mark = scalar(0), [":", "=", "!", "|", ">"].contains(mark) {
      place += 1
      isAtStart = true
    }
  }

  private mutating func escape() {
    guard let next = scalar(1) else {
      fault = "it ends with a single `\\`"
      return
    }
    switch next {
    case "Q": skipQuoted()
    // The control character that the next one stands for.
    case "c": place += 3
    default: place += 2
    }
  }

  /// `\Q…\E`: all of it stands for itself.
  private mutating func skipQuoted() {
    place += 2
    while place < scalars.count {
      if scalars[place] == "\\", scalar(1) == "E" {
        place += 2
        return
      }
      place += 1
    }
  }

  private mutating func characterClass() {
    let start = place
    place += 1
    if scalar(0) == "^" { place += 1 }
    // A `]` at the front stands for itself.
    if scalar(0) == "]" { place += 1 }
    while let current = scalar(0) {
      switch current {
      case "]":
        place += 1
        return
      case "\\":
        if scalar(1) == "Q" { skipQuoted() } else { place += scalar(1) == "c" ? 3 : 2 }
      case "[": if !skipNamedClass() { place += 1 }
      default: place += 1
      }
    }
    fault = "the `[` at character \(start + 1) is never closed"
  }

  /// `[:alpha:]`
  private mutating func skipNamedClass() -> Bool {
    guard scalar(1) == ":" else { return false }
    var end = place + 2
    if end < scalars.count, scalars[end] == "^" { end += 1 }
    while end < scalars.count, scalars[end].properties.isAlphabetic { end += 1 }
    guard end + 1 < scalars.count, scalars[end] == ":", scalars[end + 1] == "]" else { return false }
    place = end + 2
    return true
  }
}

extension TypeInference {
  /// Reports a regular expression that is a literal and surely wrong; what a name stands for is left to the run.
  func checkPattern(_ expression: Expression) {
    if case .paren(let inner) = expression.kind { return checkPattern(inner) }
    guard isReporting, let text = expression.literalText, let fault = PatternCheck(text).fault else { return }
    report(
      .patternUnreadable, "this is not a regular expression: \(fault)", at: expression.span,
      notes: ["a backslash in front makes a bracket or `*` stand for itself: `\\(`"])
  }
}
