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
      return Completion(start: colon, word: Self.text(bytes[colon...]), names)
    }
    guard let row = MetaCommand.named(Self.text(bytes[(colon + 1)..<blank])) else { return .none }
    return arguments(of: row, bytes, from: blank)
  }

  /// `?name`, `??name`
  func question(_ line: String) -> Completion {
    let bytes = Array(line.utf8)
    let start = bytes.firstIndex { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: " ") } ?? bytes.count
    let word = Self.text(bytes[start...])
    return Completion(start: start, word: word, names(word) + words)
  }

  // MARK: Arguments

  private func arguments(of row: MetaCommand, _ bytes: [UInt8], from start: Int) -> Completion {
    let forms = row.forms.isEmpty ? [row.usage] : row.forms
    let found = forms.map { arguments(in: Self.slots($0), bytes, from: start) }
    guard let place = found.first(where: { !$0.candidates.isEmpty })?.start else { return .none }
    return Completion(start: place, word: "", found.filter { $0.start == place }.flatMap(\.candidates))
  }

  private func arguments(in slots: [[String]], _ bytes: [UInt8], from start: Int) -> Completion {
    var place = start
    for slot in slots {
      while place < bytes.count, bytes[place] == UInt8(ascii: " ") { place += 1 }
      // An entry, or a path, takes all that follows.
      if slot == ["EXPR"] { return entries.completion(of: Self.text(bytes[place...])).moved(by: place) }
      let end = slot == ["FILE"] ? nil : bytes[place...].firstIndex(of: UInt8(ascii: " "))
      guard let end else {
        let word = Self.text(bytes[place...])
        return Completion(start: place, word: word, slot.flatMap { candidates(for: $0, word) })
      }
      let isFitting = slot.contains { $0.contains(where: \.isUppercase) || $0 == Self.text(bytes[place..<end]) }
      guard isFitting else { return .none }
      place = end
    }
    return .none
  }

  /// The words of a form, each with its alternatives: `N|all`, `[until changed]`.
  private static func slots(_ form: String) -> [[String]] {
    form.split(separator: " ").map { part in
      part.filter { $0 != "[" && $0 != "]" }.split(separator: "|").map { String($0.prefix { $0 != "." }) }
    }
  }

  /// What a word of a usage stands for: in capital letters a kind of thing, else itself.
  private func candidates(for word: String, _ begun: String) -> [CompletionCandidate] {
    switch word {
    case "NAME": names(begun)
    case "WORD": words
    case "CODE": DiagnosticTable.all.map { CompletionCandidate($0.text, $0.title) }
    case "TYPE":
      ValueType.names.filter { !$0.contains(" ") }.map { name in
        CompletionCandidate(name, ValueType.named(name).flatMap(TypeRow.row)?.documentation ?? "")
      }
    case "FILE": PathCompletion(folder: ".", ending: .nothing).candidates(begun)
    case "N": session.jobs.map { CompletionCandidate(String($0.number), $0.excerpt(60)) }
    case "HOST": surroundings.targets(beginningWith: begun)
    case "PORT": surroundings.ports(beginningWith: begun)
    case "TECHNIQUE": Reference.words(of: .technique)
    case "FLAGS": Predeclared.flags.map { CompletionCandidate($0.name, $0.documentation) }
    default: word.allSatisfy { $0.isUppercase } ? [] : [CompletionCandidate(word, "")]
    }
  }

  private func names(_ begun: String) -> [CompletionCandidate] {
    let own = session.checker.names.map { name in
      CompletionCandidate(name, session.checker.type(of: name)?.name ?? "declared in this session")
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
