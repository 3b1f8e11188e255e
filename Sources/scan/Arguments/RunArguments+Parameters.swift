// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// What the command line needs to know of a playbook's parameter.
struct ParameterShape: Hashable {
  /// Its name in the playbook.
  let name: String
  /// Whether it may stand alone.
  let isBool: Bool
  /// Whether it has no default.
  let isRequired: Bool
  /// Whether it takes `@FILE` and `-`: a set of targets or ports.
  var isSet = false
  /// Its type for people: `targets`, `"fast" | "full"`.
  let type: String

  /// Its name on the command line, without the dashes.
  var option: String { String(name.map { $0 == "_" ? "-" : $0 }) }
}

extension RunArguments {
  /// The words as texts of parameters, in the order given; `playbook` is its name for messages.
  func texts(
    for parameters: [ParameterShape], of playbook: String
  ) throws(UsageError) -> [(name: String, text: String)] {
    var texts: [(name: String, text: String)] = []
    for word in words {
      guard let parameter = parameters.first(where: { $0.option == word.name }) else {
        throw unknown(word, parameters, playbook)
      }
      if texts.contains(where: { $0.name == parameter.name }) { throw UsageError("--\(word.name) is given twice") }
      texts.append((parameter.name, try text(of: word, for: parameter)))
    }
    if let missing = parameters.first(where: { parameter in
      parameter.isRequired && !texts.contains { $0.name == parameter.name }
    }) {
      throw UsageError(
        "\(playbook) needs --\(missing.option)", hint: "--\(missing.option) takes \(missing.type); --help tells more")
    }
    return texts
  }

  private func text(of word: Word, for parameter: ParameterShape) throws(UsageError) -> String {
    if let value = word.value { return value }
    if !parameter.isBool {
      if let follower = word.follower { return follower }
      throw UsageError("--\(word.name) needs a value", hint: "it takes \(parameter.type)")
    }
    switch word.follower {
    case nil where !word.isEarly: return "true"
    case nil:
      throw UsageError(
        "--\(word.name) needs a value here", hint: "write --\(word.name)=true, or put it behind the playbook")
    case let follower? where follower == "true" || follower == "false": return follower
    case let follower?: throw UsageError("unexpected argument \(follower)", hint: "--\(word.name) is true or false")
    }
  }

  private func unknown(_ word: Word, _ parameters: [ParameterShape], _ playbook: String) -> UsageError {
    let nearest = Suggestion.option(for: word.name, parameters: parameters.map(\.option))
    let known = parameters.map { "--\($0.option)" }.joined(separator: " ")
    let list =
      parameters.isEmpty ? "the playbook has no parameters; see scan run --help" : "its parameters are \(known)"
    return UsageError(
      "--\(word.name) is neither an option of run nor a parameter of \(playbook)",
      hint: nearest.map { "did you mean \($0)?" } ?? list)
  }
}

/// Did-you-mean for the command line.
enum Suggestion {
  /// The option of run or parameter that `name` most looks like, with its dashes.
  static func option(for name: String, parameters: [String]) -> String? {
    let plain = String(name.map { $0 == "_" ? "-" : $0 })
    let candidates = parameters + RunOption.allCases.map(\.rawValue) + ["help"]
    let nearest = candidates.contains(plain) ? plain : Spelling.nearest(to: plain, in: candidates)
    return nearest.map { "--\($0)" }
  }
}
