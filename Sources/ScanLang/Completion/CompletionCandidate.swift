// SPDX-License-Identifier: GPL-3.0-or-later

/// One thing that can stand where the cursor is.
public struct CompletionCandidate: Hashable, Sendable {
  /// What takes the place of the word that was begun.
  public let text: String
  /// What it is, in one line; empty where there is nothing to say. Of thousands few are ever shown.
  public var summary: String { ReferenceEntry.firstSentence(of: documentation) }
  /// What follows it once it was chosen.
  public let ending: Ending
  private let documentation: String

  /// What follows a word.
  public enum Ending: Hashable, Sendable {
    case blank, nothing, quote
  }

  /// Describes a candidate; of a longer documentation the first sentence is its summary.
  public init(_ text: String, _ documentation: String, ending: Ending = .blank) {
    self.text = text
    self.documentation = documentation
    self.ending = ending
  }
}

extension CompletionCandidate {
  /// The same with something before it.
  public func behind(_ beginning: String) -> CompletionCandidate {
    CompletionCandidate(beginning + text, documentation, ending: ending)
  }
}

/// When a candidate goes on with a word, as the user set it.
public struct WordMatch: Hashable, Sendable {
  /// Whether capital letters match small ones.
  public let ignoresCase: Bool
  /// Whether `-` and `_` match each other, where case is ignored.
  public let mapsDashes: Bool

  /// Letter by letter.
  public static let exact = WordMatch(ignoresCase: false, mapsDashes: false)

  /// Sets both.
  public init(ignoresCase: Bool, mapsDashes: Bool) {
    self.ignoresCase = ignoresCase
    self.mapsDashes = mapsDashes
  }

  /// Whether a text begins with a word.
  public func isBeginning(_ word: some StringProtocol, of text: some StringProtocol) -> Bool {
    // Byte by byte: of thousands of names each is looked at.
    ignoresCase ? folded(text).hasPrefix(folded(word)) : text.utf8.starts(with: word.utf8)
  }

  /// How many characters two texts have in common at their beginnings.
  func common(_ left: Substring, _ right: String) -> Int {
    zip(left, right).prefix { $0 == $1 || ignoresCase && folded(String($0)) == folded(String($1)) }.count
  }

  private func folded(_ text: some StringProtocol) -> String {
    let text = text.lowercased()
    return mapsDashes ? String(text.map { $0 == "-" ? "_" : $0 }) : text
  }
}

/// What can stand in place of the word before the cursor.
public struct Completion: Hashable, Sendable {
  /// Byte offset in the entry at which the word begins.
  public let start: Int
  /// In the order in which they are shown, none twice.
  public let candidates: [CompletionCandidate]
  private var matching = WordMatch.exact

  /// No candidates at all.
  public static let none = Completion(start: 0, candidates: [])

  /// Keeps of the candidates those that go on with the word.
  public init(
    start: Int, word: String, _ candidates: [CompletionCandidate], matching: WordMatch = .exact
  ) {
    self.init(
      start: start, candidates: candidates.filter { matching.isBeginning(word, of: $0.text) }, matching: matching)
  }

  private init(start: Int, candidates: [CompletionCandidate], matching: WordMatch = .exact) {
    self.start = start
    self.matching = matching
    var seen: Set<String> = []
    self.candidates = candidates.filter { seen.insert($0.text).inserted }
  }

  /// The same behind so many bytes.
  public func moved(by offset: Int) -> Completion {
    Completion(start: start + offset, candidates: candidates, matching: matching)
  }

  /// The same with further candidates for the same word.
  public func adding(_ more: [CompletionCandidate]) -> Completion {
    Completion(start: start, candidates: candidates + more, matching: matching)
  }

  /// What all candidates begin with, as the first of them is written; empty when there are none.
  public var commonPrefix: String {
    guard var prefix = candidates.first.map({ $0.text[...] }) else { return "" }
    for candidate in candidates.dropFirst() where !candidate.text.utf8.starts(with: prefix.utf8) {
      prefix = prefix.prefix(matching.common(prefix, candidate.text))
    }
    return String(prefix)
  }
}
