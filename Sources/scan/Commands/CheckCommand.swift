// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ScanLang
import ScanRuntime

/// `scan check FILE...`: every diagnostic, no traffic.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Show what is wrong with playbooks; nothing is sent.",
    usage: "scan check [--fix] [--diagnostics text|short|json] FILE ...")

  @ArgumentParser.Argument(help: ArgumentHelp("playbooks, or - for standard input", valueName: "FILE")) var files:
    [String]
  @Flag(help: "apply repairs that cannot change what a playbook means, then check again") var fix = false
  @Option(help: RunOption.diagnostics.help) var diagnostics = DiagnosticRenderer.Format.text
  @Option(help: RunOption.color.help) var color = ColorChoice.auto

  /// Checks all files, whatever is wrong with one of them, and returns the exit status.
  func execute(_ console: Console) -> Int32 {
    var errorCount = 0
    var warningCount = 0
    for file in files {
      do throws(UsageError) {
        var source = file == "-" ? try SourceReader.standardInput() : try SourceReader.playbook(file)
        if fix { source = try repaired(source, file, console) }
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

  /// The playbook with its safe repairs, which stand in its file now.
  private func repaired(_ source: SourceFile, _ argument: String, _ console: Console) throws(UsageError) -> SourceFile {
    let path = PlaybookFinder.system.path(for: argument)
    guard argument != "-", FileBytes.isFile(path) else {
      throw UsageError("--fix repairs files, and \(source.name) is none")
    }
    let reader = ModuleFolder(of: source)
    let outcome = SafeRepairs.repair(source) { Playbook.load($0, reader: reader).diagnostics }
    guard !outcome.applied.isEmpty else { return source }
    do throws(SystemFailure) {
      try FileBytes.replace(path, with: outcome.source.bytes)
    } catch {
      throw UsageError("cannot write \(path): \(error.text)")
    }
    console.write(DiagnosticRenderer.render(outcome.applied, format: diagnostics))
    return outcome.source
  }

  private func summary(_ errors: Int, _ warnings: Int) -> String {
    func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    return "checked \(count(files.count, "file")): \(count(errors, "error")), \(count(warnings, "warning"))\n"
  }
}
