// SPDX-License-Identifier: GPL-3.0-or-later

/// The kinds of words that the reference explains, in the order of its pages.
public enum ReferenceKind: String, CaseIterable, Sendable {
  case command, option
  case sessionCommand = "session command"
  case keyword, clause, word
  case `operator`, literal
  case type, constant, state
  case function, method, field
  case technique, reason
  case module
  case format
  case exitStatus = "exit status"
  case diagnostic

  /// Several of them, as `scan explain` lists them and takes them for a word: `methods`.
  public var plural: String {
    switch self {
    case .exitStatus: "exit statuses"
    default: rawValue + "s"
    }
  }

  /// What they are, in one line.
  public var documentation: String {
    switch self {
    case .command: "what `scan` does: `scan COMMAND`"
    case .option: "options of `scan run`"
    case .sessionCommand: "commands of a session on a terminal: `:jobs`"
    case .keyword: "reserved words"
    case .clause: "words that begin a line of `scan`, `expect`, `network`, …"
    case .word: "words within a clause or statement"
    case .operator: "operators, and what they take"
    case .literal: "the forms in which values are written"
    case .type: "types of values, as in `param n: int`"
    case .constant: "names with a fixed value: TCP flags, port sets"
    case .state: "what is known of a port"
    case .function: "builtin functions"
    case .method: "methods of values: `xs.sum()`"
    case .field: "fields and properties of values: `p.state`"
    case .technique: "builtin techniques, in the language itself"
    case .reason: "why a port or host is held to be in its state"
    case .module: "what `import \"std/…\"` finds inside the program"
    case .format: "file formats of `save`"
    case .exitStatus: "what `scan run` ends with"
    case .diagnostic: "errors and warnings"
    }
  }
}
