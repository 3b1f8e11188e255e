// SPDX-License-Identifier: GPL-3.0-or-later

/// One thing that can stand where the cursor is.
public struct CompletionCandidate: Hashable, Sendable {
  /// What takes the place of the word that was begun.
  public let text: String
  /// What it is, in one line; empty where there is nothing to say.
  public let summary: String
  /// What follows it once it was chosen.
  public let ending: Ending

  /// What follows a word.
  public enum Ending: Hashable, Sendable {
    case blank, nothing, quote
  }

  /// Describes a candidate; of a longer documentation the first sentence is its summary.
  public init(_ text: String, _ documentation: String, ending: Ending = .blank) {
    self.text = text
    summary = ReferenceEntry.firstSentence(of: documentation)
    self.ending = ending
  }
}

/// What can stand in place of the word before the cursor.
public struct Completion: Hashable, Sendable {
  /// Byte offset in the entry at which the word begins.
  public let start: Int
  /// In the order in which they are shown, none twice.
  public let candidates: [CompletionCandidate]

  /// No candidates at all.
  public static let none = Completion(start: 0, candidates: [])

  /// Keeps of the candidates those that go on with the word.
  public init(start: Int, word: String, _ candidates: [CompletionCandidate]) {
    self.init(start: start, candidates: candidates.filter { $0.text.hasPrefix(word) })
  }

  private init(start: Int, candidates: [CompletionCandidate]) {
    self.start = start
    var seen: Set<String> = []
    self.candidates = candidates.filter { seen.insert($0.text).inserted }
  }

  /// The same behind so many bytes.
  public func moved(by offset: Int) -> Completion { Completion(start: start + offset, candidates: candidates) }

  /// What all candidates begin with; empty when there are none.
  public var commonPrefix: String {
    guard var prefix = candidates.first.map({ $0.text[...] }) else { return "" }
    for candidate in candidates.dropFirst() where !candidate.text.hasPrefix(prefix) {
      prefix = prefix.prefix(zip(prefix, candidate.text).prefix { $0 == $1 }.count)
    }
    return String(prefix)
  }
}
