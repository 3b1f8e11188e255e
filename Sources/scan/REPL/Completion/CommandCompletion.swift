// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// Completes commands: their names, and their arguments by the words in which their usage is written.
struct CommandCompletion {
  let session: ReplSession
  let entries: EntryCompleter
  let surroundings: any CompletionSurroundings

  /// What can stand at the end of a line that begins with a colon.
  func completion(of line: String) -> Completion {
    let bytes = Array(line.utf8)
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return .none }
    guard let blank = bytes[colon...].firstIndex(of: UInt8(ascii: " ")) else {
      let names = MetaCommand.all.map { row in
        CompletionCandidate(":\(row.name)", row.summary, ending: row.usage.isEmpty ? .nothing : .blank)
      }
      return Completion(start: colon, word: Self.text(bytes[colon...]), names, matching: surroundings.matching)
    }
    guard let row = MetaCommand.named(Self.text(bytes[(colon + 1)..<blank])) else { return .none }
    return arguments(of: row, bytes, from: blank)
  }

  /// `?name`, `??name`
  func question(_ line: String) -> Completion {
    let bytes = Array(line.utf8)
    let start = bytes.firstIndex { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: " ") } ?? bytes.count
    let word = Self.text(bytes[start...])
    return Completion(start: start, word: word, names(word) + words, matching: surroundings.matching)
  }

  // MARK: Arguments

  private func arguments(of row: MetaCommand, _ bytes: [UInt8], from start: Int) -> Completion {
    let forms = row.forms.isEmpty ? [row.usage] : row.forms
    let found = forms.map { arguments(of: row, in: Self.slots($0), bytes, from: start) }
    guard let first = found.first(where: { !$0.candidates.isEmpty }) else { return .none }
    return found.drop { $0 != first }.dropFirst().filter { $0.start == first.start }
      .reduce(first) { $0.adding($1.candidates) }
  }

  private func arguments(
    of row: MetaCommand, in slots: [[String]], _ bytes: [UInt8], from start: Int
  ) -> Completion {
    var place = start
    for (number, slot) in slots.enumerated() {
      while place < bytes.count, bytes[place] == UInt8(ascii: " ") { place += 1 }
      // An entry, or a path, takes all that follows.
      if slot == ["EXPR"] {
        let trailing = slots[(number + 1)...].flatMap(\.self)
        return entry(bytes, from: place, before: trailing.map { CompletionCandidate($0, row.details) })
      }
      let end = slot == ["FILE"] ? nil : bytes[place...].firstIndex(of: UInt8(ascii: " "))
      guard let end else {
        let word = Self.text(bytes[place...])
        return Completion(
          start: place, word: word, slot.flatMap { candidates(for: $0, word, row.meanings[$0] ?? "") },
          matching: surroundings.matching)
      }
      let word = Self.text(bytes[place..<end])
      // An option that was not given leaves its place to the next word.
      let isFitting = slot.contains { $0.hasPrefix("-") ? $0 == word : $0.contains(where: \.isUppercase) || $0 == word }
      guard isFitting else { return .none }
      place = end
    }
    return .none
  }

  /// An entry, and words that may stand behind it: once it is complete, each as soon as those before it are there.
  private func entry(_ bytes: [UInt8], from start: Int, before trailing: [CompletionCandidate]) -> Completion {
    let found = entries.completion(of: Self.text(bytes[start...])).moved(by: start)
    let place = bytes.lastIndex(of: UInt8(ascii: " ")).map { $0 + 1 } ?? start
    guard place > start, !trailing.isEmpty else { return found }
    var words = bytes[start..<place].split(separator: UInt8(ascii: " ")).map(Self.text)
    var next = 0
    if let given = (1...trailing.count).last(where: { words.suffix($0) == trailing.prefix($0).map(\.text) }) {
      (words, next) = (words.dropLast(given), given)
    }
    guard EntryForm(of: words.joined(separator: " ")) == .complete else { return found }
    let more = Completion(
      start: place, word: Self.text(bytes[place...]), Array(trailing.dropFirst(next).prefix(1)),
      matching: surroundings.matching)
    if next > 0 || found.candidates.isEmpty { return more }
    return found.start == place ? found.adding(more.candidates) : found
  }

  /// The words of a form, each with its alternatives: `N|all`, `[until changed]`.
  private static func slots(_ form: String) -> [[String]] {
    form.split(separator: " ").map { part in
      part.filter { $0 != "[" && $0 != "]" }.split(separator: "|").map { String($0.prefix { $0 != "." }) }
    }
  }

  /// What a word of a usage stands for: in capital letters a kind of thing, else itself.
  private func candidates(for word: String, _ begun: String, _ meaning: String) -> [CompletionCandidate] {
    switch word {
    case "NAME": names(begun)
    case "WORD": words
    case "CODE": DiagnosticTable.all.map { CompletionCandidate($0.text, $0.title) }
    case "TYPE":
      ValueType.names.filter { !$0.contains(" ") }.map { name in
        CompletionCandidate(name, ValueType.named(name).flatMap(TypeRow.row)?.documentation ?? "")
      }
    case "FILE": files(begun)
    case "N": session.jobs.map { CompletionCandidate(String($0.number), $0.excerpt(60)) }
    case "HOST": surroundings.targets(beginningWith: begun)
    case "PORT": surroundings.ports(beginningWith: begun)
    case "TECHNIQUE": Reference.words(of: .technique)
    case "FLAGS": flags(begun)
    case "RATE": Self.amounts(begun, Rate.Unit.allCases.map { "/\($0.letter)" }) { Rate($0) != nil }
    case "TIME": Self.amounts(begun, ["ms", "s", "m", "h"]) { ScanDuration($0) != nil }
    default: word.allSatisfy { $0.isUppercase } ? [] : [CompletionCandidate(word, meaning)]
    }
  }

  /// `SYN|F` goes on with another flag.
  private func flags(_ begun: String) -> [CompletionCandidate] {
    let before = begun.lastIndex(of: "|").map { String(begun[...$0]) } ?? ""
    return Predeclared.flags.map { CompletionCandidate(before + $0.name, $0.documentation) }
  }

  /// A number goes on with a unit.
  private static func amounts(_ begun: String, _ units: [String], _ isWhole: (String) -> Bool) -> [CompletionCandidate]
  {
    let number = begun.prefix { $0.isASCII && ($0.isNumber || $0 == "k" || $0 == "M") }
    guard !number.isEmpty else { return [] }
    return units.map { number + $0 }.filter(isWhole).map { CompletionCandidate($0, "") }
  }

  /// Paths as commands take them: with `~`, and in quotes where they were begun with one.
  private func files(_ begun: String) -> [CompletionCandidate] {
    let isQuoted = begun.hasPrefix("\"")
    let paths = PathCompletion(
      folder: ".", ending: isQuoted ? .quote : .nothing, matching: surroundings.matching, knowsHome: true)
    guard isQuoted else { return paths.candidates(begun) }
    return paths.candidates(String(begun.dropFirst())).map { $0.behind("\"") }
  }

  private func names(_ begun: String) -> [CompletionCandidate] {
    let values = begun.hasPrefix("_") ? session.checker.valueNames : []
    let own = (session.checker.names + values).map { name in
      CompletionCandidate(name, session.checker.summary(of: name))
    }
    let commands = begun.hasPrefix(":") ? MetaCommand.all.map { CompletionCandidate(":\($0.name)", $0.summary) } : []
    return own + commands
  }

  /// Every word that is explained.
  private var words: [CompletionCandidate] { Self.allWords }

  private static let allWords = Reference(adding: ProgramReference.entries).entries.map { entry in
    CompletionCandidate(entry.name, entry.kind == .diagnostic ? entry.signature : entry.documentation)
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension Reference {
  /// Words of one kind as candidates.
  fileprivate static func words(of kind: ReferenceKind) -> [CompletionCandidate] {
    Reference().entries(of: kind).map { CompletionCandidate($0.name, $0.documentation) }
  }
}
