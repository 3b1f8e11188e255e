// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ScanLang

/// `scan explain WORD...`: what a word of the language, of a report or of the command line means.
struct ExplainCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say what a word of the language means.",
    usage: "scan explain [--all] [--json] [--color WHEN] [WORD ...]",
    discussion: "Without WORD: the kinds of words there are. With a kind as WORD: the words of that kind.")

  @ArgumentParser.Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp("S0104, xmas, sort_by, list.sort_by, port-unreach, --seed, ...", valueName: "WORD")) var words:
    [String] = []
  @Flag(help: "every word there is") var all = false
  @Flag(help: "JSON lines, one object a meaning") var json = false
  @Option(help: RunOption.color.help) var color = ColorChoice.auto

  /// Prints all meanings of all words and returns the exit status.
  func execute(_ console: Console) -> Int32 {
    let reference = Reference(adding: ProgramReference.entries)
    let terminal = Terminal(descriptor: 1)
    let renderer = ReferenceRenderer(width: terminal.reportWidth, isColored: color.isOn(terminal))
    if words.isEmpty {
      if all || json { return StandardOutput.write(json ? lines(reference.entries) : renderer.text(reference.entries)) }
      return StandardOutput.write(renderer.overview(reference))
    }
    var text = ""
    var unknown: [UsageError] = []
    for word in asked(reference) {
      let found = reference.meanings(of: word)
      let kind = found.isEmpty || word.hasSuffix("s") ? reference.kind(named: word) : nil
      if found.isEmpty, kind == nil {
        unknown.append(Self.unknown(word, reference))
      } else {
        let listed = kind.map(reference.entries) ?? []
        let part = json ? lines(found + listed) : renderer.text(found) + (found.isEmpty ? "" : gap(listed))
        text += (text.isEmpty || json ? "" : "\n") + part + (json ? "" : renderer.list(listed))
      }
    }
    let status = StandardOutput.write(text)
    for error in unknown { console.write(error.text) }
    return unknown.isEmpty ? status : ExitStatus.usage
  }

  private func gap(_ listed: [ReferenceEntry]) -> String { listed.isEmpty ? "" : "\n" }

  /// The words one by one, or all of them together where they are one name: `port result`, `not in`.
  private func asked(_ reference: Reference) -> [String] {
    let joined = words.joined(separator: " ")
    guard words.count > 1 else { return words }
    return reference.meanings(of: joined).isEmpty && reference.kind(named: joined) == nil ? words : [joined]
  }

  private static func unknown(_ word: String, _ reference: Reference) -> UsageError {
    UsageError(
      "nothing is called \(word)",
      hint: reference.nearest(to: word).map { "did you mean \($0)?" } ?? "scan explain lists what can be explained")
  }

  private func lines(_ entries: [ReferenceEntry]) -> String {
    var writer = JSONWriter()
    for entry in entries { entry.write(to: &writer) }
    return writer.text
  }
}
