// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ScanLang
import ScanRuntime

/// `scan check FILE...`: every diagnostic, no traffic.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Show what is wrong with playbooks; nothing is sent.",
    usage: "scan check [--diagnostics text|short|json] FILE ...")

  @ArgumentParser.Argument(help: ArgumentHelp("playbooks, or - for standard input", valueName: "FILE")) var files:
    [String]
  @Option(help: RunOption.diagnostics.help) var diagnostics = DiagnosticRenderer.Format.text
  @Option(help: RunOption.color.help) var color = ColorChoice.auto

  /// Checks all files, whatever is wrong with one of them, and returns the exit status.
  func execute(_ console: Console) -> Int32 {
    var errorCount = 0
    var warningCount = 0
    for file in files {
      do throws(UsageError) {
        let source = file == "-" ? try SourceReader.standardInput() : try SourceReader.playbook(file)
        let loaded = Playbook.load(source, reader: ModuleFolder(of: source))
        let found = loaded.diagnostics
        errorCount += found.count { $0.severity == .error }
        warningCount += found.count { $0.severity == .warning }
        let isColored = color.isOn(Terminal(descriptor: 2))
        console.write(
          MessageRenderer(sources: loaded.sources, format: diagnostics, isColored: isColored).text(found))
      } catch {
        errorCount += 1
        console.write(error.text)
      }
    }
    if diagnostics == .text { console.write(summary(errorCount, warningCount)) }
    return errorCount == 0 ? ExitStatus.success : ExitStatus.usage
  }

  private func summary(_ errors: Int, _ warnings: Int) -> String {
    func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    return "checked \(count(files.count, "file")): \(count(errors, "error")), \(count(warnings, "warning"))\n"
  }
}
