// SPDX-License-Identifier: GPL-3.0-or-later

/// The arguments behind `scan run`, separated into options of run, the playbook, and words for its parameters.
///
/// The argument parser cannot know a playbook's parameters, so this pass comes first. It needs no file: what a word
/// behind the playbook means is decided when its parameters are known (`texts(for:of:)`).
struct RunArguments: Hashable {
  /// What is to be run.
  enum Playbook: Hashable {
    /// A path, or the name of a shipped playbook.
    case file(String)
    /// `-e CODE`
    case code(String)
    /// `-`
    case standardInput
  }

  /// `--name`, `--name=value` or `--name value` that is no option of run.
  struct Word: Hashable {
    /// Without its dashes.
    let name: String
    /// A value that belongs to it for sure.
    var value: String?
    /// The argument directly behind it, behind the playbook: its value, unless the parameter is a bool.
    var follower: String?
    /// Whether it stands before the playbook.
    let isEarly: Bool
  }

  /// What is to be run, if anything was named.
  private(set) var playbook: Playbook?
  /// Options of run for the argument parser: `--json`, `--seed=7`.
  private(set) var options: [String] = []
  /// Words for the playbook's parameters.
  private(set) var words: [Word] = []
  /// Whether help was asked for.
  private(set) var wantsHelp = false

  private var rest: ArraySlice<String>

  /// Separates the arguments behind `run`.
  init(_ arguments: [String]) throws(UsageError) {
    rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        try takeParameters()
      } else {
        try take(argument)
      }
    }
    if playbook == nil, !wantsHelp { throw missingPlaybook() }
  }

  private mutating func take(_ argument: String) throws(UsageError) {
    switch argument {
    case "--help", "-h": wantsHelp = true
    case "-e": try takeCode()
    default:
      if argument.hasPrefix("--") {
        try takeNamed(argument.dropFirst(2), optionsCount: true)
      } else if argument.hasPrefix("-"), argument != "-" {
        throw UsageError(
          "unknown option \(argument)", hint: "options and parameters are written --name: scan run --help")
      } else {
        try takeLoose(argument)
      }
    }
  }

  /// Behind `--` every argument is a parameter or the value of one.
  private mutating func takeParameters() throws(UsageError) {
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--") else {
        throw UsageError("unexpected argument \(argument)", hint: "behind -- parameters are written --name value")
      }
      try takeNamed(argument.dropFirst(2), optionsCount: false)
    }
  }

  private mutating func takeNamed(_ text: Substring, optionsCount: Bool) throws(UsageError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts.first.map { String($0) } ?? ""
    let value = parts.count > 1 ? String(parts[1]) : nil
    guard !name.isEmpty else { throw UsageError("an option without a name: --\(text)") }
    if optionsCount, let option = RunOption(rawValue: name) {
      try takeOption(option, value)
      return
    }
    var word = Word(name: name, value: value, isEarly: playbook == nil)
    if value == nil, let next = rest.first, Self.canBeValue(next) {
      if word.isEarly { word.value = next } else { word.follower = next }
      rest.removeFirst()
    }
    words.append(word)
  }

  private mutating func takeOption(_ option: RunOption, _ value: String?) throws(UsageError) {
    guard let valueName = option.valueName else {
      if value != nil { throw UsageError("--\(option.rawValue) takes no value") }
      options.append("--\(option.rawValue)")
      return
    }
    if let value {
      options.append("--\(option.rawValue)=\(value)")
    } else if let next = rest.first, Self.canBeValue(next) {
      rest.removeFirst()
      options.append("--\(option.rawValue)=\(next)")
    } else {
      throw UsageError("--\(option.rawValue) needs a value", hint: "--\(option.rawValue)=\(valueName)")
    }
  }

  /// Values that begin with two dashes are written `--name=--value`.
  private static func canBeValue(_ argument: String) -> Bool {
    !argument.hasPrefix("--") && argument != "-e" && argument != "-h"
  }

  private mutating func takeCode() throws(UsageError) {
    guard let code = rest.popFirst() else { throw UsageError("-e needs code", hint: "scan run -e 'print(1)'") }
    try setPlaybook(.code(code), as: "-e")
  }

  private mutating func takeLoose(_ argument: String) throws(UsageError) {
    try setPlaybook(argument == "-" ? .standardInput : .file(argument), as: argument)
  }

  private mutating func setPlaybook(_ new: Playbook, as argument: String) throws(UsageError) {
    guard let playbook else {
      self.playbook = new
      return
    }
    let known =
      switch playbook {
      case .file(let name): name
      case .code: "what -e says"
      case .standardInput: "standard input"
      }
    throw UsageError(
      "unexpected argument \(argument)", hint: "the playbook is \(known); its parameters are written --name value")
  }

  private func missingPlaybook() -> UsageError {
    guard let word = words.first(where: { $0.isEarly && $0.value != nil }), let value = word.value else {
      return UsageError("no playbook", hint: "scan run FILE, scan run -e CODE, or scan run - for standard input")
    }
    let nearest = Suggestion.option(for: word.name, parameters: [])
    return UsageError(
      "no playbook: --\(word.name) took \(value) as its value",
      hint: nearest.map { "did you mean \($0)?" } ?? "write --\(word.name)=true, or put it behind the playbook")
  }
}
