// SPDX-License-Identifier: GPL-3.0-or-later

/// A group of words that may stand at a place: each is made into candidates from the table that the parser or the
/// checker knows them from.
public enum CompletionOffer: Hashable, Sendable {
  /// Reserved words that begin a statement.
  case statements
  /// Whatever a value can begin with.
  case operands
  /// A value that another is compared with, by the type of that one.
  case counterparts
  /// Operators in words, which go on behind a value.
  case operators
  /// Reserved words that are wanted here.
  case keywords([String])
  /// Words that begin a clause, those left out that were given.
  case clauses(ClauseWord.Place, given: Set<String>)
  /// Words within a clause or statement, by the place of their rows.
  case choices(String)
  /// Some of the words of such a place.
  case words(of: String, [String])
  case targets, ports, techniques, states, flags
  /// Names of arguments.
  case arguments(of: CallSite)
  /// Fields and methods of what stands before the dot.
  case members
  /// Columns of what is shown.
  case columns
  case types, formats, networks
  /// What an import can name, and files beside it.
  case modules
  /// Names of files that are read.
  case files
  /// Names of files that are written.
  case outputs
  /// Names of services.
  case services
}

extension CompletionOffer {
  /// Whether its words go on behind a value, so that a blank stands before them.
  var goesOn: Bool {
    switch self {
    case .operators, .keywords, .clauses, .choices, .words: true
    default: false
    }
  }
}

/// A call whose arguments are being written.
public struct CallSite: Hashable, Sendable {
  /// What is called.
  public let name: String
  /// Whether it stands behind a dot.
  public let isMethod: Bool
  /// Names of arguments that were given.
  public var given: Set<String> = []
  /// How many arguments were given.
  public var place = 0
}
