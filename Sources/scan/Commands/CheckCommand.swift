// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ScanLang
import ScanRuntime

/// `scan check FILE...`: every diagnostic, no traffic.
struct CheckCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Show what is wrong with playbooks; nothing is sent.",
    usage: "scan check [--fix] [--scope FILE] [--diagnostics text|short|json] FILE ...",
    discussion: "Of a folder every .scan file below it is checked. Each file is checked once.")

  @ArgumentParser.Argument(help: ArgumentHelp("playbooks, folders, or - for standard input", valueName: "FILE"))
  var files: [String]
  @Flag(help: "apply repairs that cannot change what a playbook means, then check again") var fix = false
  @Option(help: ArgumentHelp("also hold targets and techniques against this scope", valueName: "FILE")) var scope:
    String?
  @Option(help: RunOption.diagnostics.help) var diagnostics = DiagnosticRenderer.Format.text
  @Option(help: RunOption.color.help) var color = ColorChoice.auto

  /// For measurements of the stages.
  @Flag(help: .hidden) var syntaxOnly = false

  /// Checks all files, whatever is wrong with one of them, and returns the exit status.
  func execute(_ console: Console) -> Int32 {
    let refusals: (rules: ScopeRefusal, source: SourceFile)?
    do throws(ScopeReader.Failure) {
      refusals = try scope.map { path throws(ScopeReader.Failure) in
        let (scope, places) = try ScopeReader.read(path)
        return (ScopeRefusal(scope, places), places.source)
      }
    } catch {
      return report(error, console)
    }
    var errorCount = 0
    var refusalCount = 0
    var warningCount = 0
    var paths: [String] = []
    for file in files {
      do throws(UsageError) {
        paths += try FolderListing.playbooks(file)
      } catch {
        errorCount += 1
        console.write(error.text)
      }
    }
    paths = FolderListing.withoutRepetition(paths)
    var told: Set<String> = []
    for file in paths {
      do throws(UsageError) {
        var source = try SourceReader.playbook(file)
        if syntaxOnly {
          errorCount += Parser.parse(source).diagnostics.count { $0.severity == .error }
          continue
        }
        if fix { source = try repaired(source, file, console) }
        let loaded = Playbook.load(source, reader: ModuleFolder(of: source))
        // What is wrong in an imported file is said once, be it imported by several or named itself.
        func isNew(_ diagnostic: Diagnostic) -> Bool { told.insert(Self.key(diagnostic, loaded.sources)).inserted }
        var found = loaded.diagnostics.filter(isNew)
        if let refusals, let program = loaded.program {
          let refused = refusals.rules.diagnostics(program).filter(isNew)
          refusalCount += refused.count
          found += refused
        }
        errorCount += found.count { $0.severity == .error }
        warningCount += found.count { $0.severity == .warning }
        let isColored = color.isOn(Terminal(descriptor: 2))
        console.write(
          MessageRenderer(
            sources: loaded.sources + [refusals?.source].compactMap { $0 }, format: diagnostics, isColored: isColored
          ).text(found))
      } catch {
        errorCount += 1
        console.write(error.text)
      }
    }
    if diagnostics == .text { console.write(summary(paths.count, errorCount, warningCount)) }
    if errorCount == 0 { return ExitStatus.success }
    return errorCount == refusalCount ? ExitStatus.refused : ExitStatus.usage
  }

  private static func key(_ diagnostic: Diagnostic, _ sources: [SourceFile]) -> String {
    let name = sources.first { $0.file == diagnostic.span.file }?.name ?? ""
    return "\(name)\u{0}\(diagnostic.span.start)-\(diagnostic.span.end) \(diagnostic.code.text) \(diagnostic.headline)"
  }

  private func report(_ failure: ScopeReader.Failure, _ console: Console) -> Int32 {
    switch failure {
    case .usage(let error):
      console.write(error.text)
      return ExitStatus.usage
    case .diagnostics(let found, let source, let status):
      let isColored = color.isOn(Terminal(descriptor: 2))
      console.write(MessageRenderer(sources: [source], format: diagnostics, isColored: isColored).text(found))
      return status
    }
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
      try FileReplacement.replace(path, with: outcome.source.bytes)
    } catch {
      throw UsageError("cannot write \(path): \(error.text)")
    }
    console.write(DiagnosticRenderer.render(outcome.applied, format: diagnostics))
    return outcome.source
  }

  private func summary(_ files: Int, _ errors: Int, _ warnings: Int) -> String {
    func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    return "checked \(count(files, "file")): \(count(errors, "error")), \(count(warnings, "warning"))\n"
  }
}
