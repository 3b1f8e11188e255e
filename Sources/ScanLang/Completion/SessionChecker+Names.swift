// SPDX-License-Identifier: GPL-3.0-or-later

/// Names of a session as completion shows them.
extension SessionChecker {
  /// A name that entries see.
  struct CompletionName {
    let candidate: CompletionCandidate
    /// As far as the checker knows it.
    let type: ValueType?
    /// Where its value is, of which more may be known.
    var slot: Int?
  }

  /// Names that the next entry sees and that begin with a word, and where they are wanted those of values, the latest
  /// first.
  func completionNames(beginningWith word: String, _ matching: WordMatch) -> [CompletionName] {
    let own = visible.filter { matching.isBeginning(word, of: $0.key) && !Self.isValueName($0.key) }
      .sorted { $0.key < $1.key }
    let values = word.hasPrefix("_") ? valueNames.compactMap { name in visible[name].map { (name, $0) } } : []
    return own.compactMap { completionName($0.key, $0.value) } + values.compactMap(completionName)
  }

  /// Names of the values that were kept, the latest first.
  public var valueNames: [String] { valueCount == 0 ? [] : ["_"] + (0..<valueCount).reversed().map { "_\($0 + 1)" } }

  private func completionName(_ name: String, _ number: Int) -> CompletionName? {
    let symbol = context.symbols[number]
    switch symbol.kind {
    case .function(let place):
      let head = context.functions[place].declaration.parameters.map(text).joined(separator: ", ")
      let candidate = CompletionCandidate("\(name)(", "fn \(name)(\(head))", ending: .nothing)
      return CompletionName(candidate: candidate, type: .function(.unknown))
    // They are offered where techniques and networks are wanted.
    case .technique, .network, .invalid: return nil
    case .module:
      return CompletionName(
        candidate: CompletionCandidate(name, "an imported file", ending: .nothing), type: .function(.unknown))
    default:
      let type = symbol.type.flatMap { $0 == .unknown ? nil : $0 }
      return CompletionName(
        candidate: CompletionCandidate(name, type.map(\.name) ?? ""), type: type,
        slot: symbol.isGlobal && symbol.slot >= 0 ? symbol.slot : nil)
    }
  }

  /// Techniques that entries see, those of the program too.
  var techniqueNames: [String] { context.techniqueNumbers.keys.sorted() }

  /// Simulated networks that were declared.
  var networkNames: [String] {
    visible.filter { context.symbols[$0.value].kind == .network }.keys.sorted()
  }

  /// Names of the parameters of a declared function, each with how it was written.
  func parameters(of function: String) -> [(name: String, text: String)] {
    guard let number = visible[function], case .function(let place) = context.symbols[number].kind else { return [] }
    return context.functions[place].declaration.parameters.map { ($0.name.text, text($0)) }
  }

  private func text(_ parameter: Parameter) -> String {
    guard let type = parameter.type else { return parameter.name.text }
    let choices = type.choices.map { "\"\($0)\"" }.joined(separator: " | ")
    return "\(parameter.name.text): \(type.choices.isEmpty ? type.name : choices)"
  }
}
