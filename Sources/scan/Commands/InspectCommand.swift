// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ScanLang
import ScanRuntime

/// `scan inspect FILE --tokens|--tree|--program`: the stages between text and run, printed. `--plan` is `scan plan`.
struct InspectCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Print a stage: tokens, tree, program or plan.",
    usage: "scan inspect FILE --tokens|--tree|--program|--plan",
    discussion: "--plan shows what would be sent: it is scan plan FILE, and takes its options.")

  /// `--plan`, which is answered before the parser is asked: it takes the arguments of `scan plan`.
  static let plan = "--plan"

  /// The stages that are printed here.
  enum Stage: String, EnumerableFlag {
    case tokens, tree, program

    static func help(for value: Stage) -> ArgumentHelp? {
      switch value {
      case .tokens: "what the lexer made of it, also of a file with errors"
      case .tree: "what the parser made of it, also of a file with errors"
      case .program: "what the checker found out: units, slots, names, types, waits"
      }
    }
  }

  @ArgumentParser.Argument(help: ArgumentHelp("a playbook, or - for standard input", valueName: "FILE")) var file:
    String
  @Flag var stage: Stage
  @Option(help: RunOption.diagnostics.help) var diagnostics = DiagnosticRenderer.Format.text
  @Option(help: RunOption.color.help) var color = ColorChoice.auto

  /// Prints the stage on standard output and what is wrong on standard error; 2 where there is an error.
  func execute(_ console: Console) -> Int32 {
    do throws(UsageError) {
      let source = try SourceReader.playbook(file)
      return tell(source, console)
    } catch {
      console.write(error.text)
      return ExitStatus.usage
    }
  }

  private func tell(_ source: SourceFile, _ console: Console) -> Int32 {
    let tree = Parser.parse(source)
    var found = tree.diagnostics
    var sources = [source]
    var text = ""
    switch stage {
    case .tokens: text = TokenPrinter().print(tree)
    case .tree: text = TreePrinter().print(tree)
    case .program:
      let loaded = Playbook.load(source, reader: ModuleFolder(of: source))
      (found, sources) = (loaded.diagnostics, loaded.sources)
      text = loaded.program.map { ProgramPrinter($0).text } ?? ""
    }
    let isColored = color.isOn(Terminal(descriptor: 2))
    console.write(MessageRenderer(sources: sources, format: diagnostics, isColored: isColored).text(found))
    let status = found.contains { $0.severity == .error } ? ExitStatus.usage : ExitStatus.success
    if text.isEmpty { return status }
    return StandardOutput.write(TerminalText.sanitized(text, keepingLines: true) + "\n", then: status)
  }
}
