// SPDX-License-Identifier: GPL-3.0-or-later

/// A word that means something only in its place: a row from which the parser, help and completion work.
///
/// Rows of one place stand together in a file `ClauseWord+Place.swift`.
public struct ClauseWord: Sendable {
  /// Where the word stands.
  public let place: Place
  /// The word.
  public let word: String
  /// What it does, in one line.
  public let documentation: String
  /// How it is written, with what follows it.
  public let signature: String
  /// What holds where it is left out; `nil` where nothing does.
  public let defaultText: String?
  /// One way to write it.
  public let example: String
  /// What the parser does with it.
  let form: Form

  init(
    _ place: Place, _ word: String, _ form: Form, _ documentation: String, _ example: String,
    as signature: String? = nil, default defaultText: String? = nil
  ) {
    self.place = place
    self.word = word
    self.form = form
    self.documentation = documentation
    self.example = example
    self.signature = signature ?? word
    self.defaultText = defaultText
  }

  /// Where clause words stand.
  public enum Place: String, Sendable, CaseIterable {
    /// On the line and in the braces of `scan`.
    case scan
    /// Behind `on`.
    case handler = "on"
    /// In the braces of `expect`.
    case expect
    /// In the braces of an operator's scope.
    case scope
    /// In `limits`.
    case limits
    /// In the braces of a technique.
    case technique
    /// In the braces of a network.
    case network
    /// In the braces of a simulated host.
    case host
    /// Behind the list that `show` prints.
    case show
  }

  /// The rule that reads what follows the word.
  enum Form: Sendable {
    case scan(ScanForm)
    case expect(ExpectForm)
    case scope(ScopeForm)
    case technique(TechniqueForm)
    case network(NetworkForm)
    case host(HostForm)
    /// Its place reads it without a choice.
    case inline
  }

  enum ScanForm: Sendable {
    case ports, using, rate, retries, timeout, deadline, order, discover, followups, confirm, keep, via, sourcePort
    case ttl, shard
  }

  enum ExpectForm: Sendable {
    case never, only, always, same, that, waive
  }

  enum ScopeForm: Sendable {
    case allow, deny, valid, using, rate, ticket
  }

  enum TechniqueForm: Sendable {
    case send, connect, option
  }

  enum NetworkForm: Sendable {
    case delay, loss, host, hosts
  }

  enum HostForm: Sendable {
    case open, closed, drop, reject, filter, limit, delay, loss
  }

  /// Every row, by place.
  public static let all: [ClauseWord] =
    scanRows + handlerRows + expectRows + scopeRows + limitRows + techniqueRows + networkRows + hostRows + showRows

  /// The rows of one place.
  public static func rows(in place: Place) -> [ClauseWord] { byPlace[place] ?? [] }

  /// The row of a word in its place.
  static func row(_ word: String, in place: Place) -> ClauseWord? { byWord[place]?[word] }

  private static let byPlace = Dictionary(grouping: all, by: \.place)

  private static let byWord = byPlace.mapValues { rows in
    Dictionary(uniqueKeysWithValues: rows.map { ($0.word, $0) })
  }
}
