// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Engines
import ScanLang
import ScanRuntime

/// `scan test FILE...`: the `test` blocks of playbooks and of what they import, each in an interpreter of its own.
struct TestCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run a playbook's tests on simulated networks.",
    usage: "scan test [--filter TEXT] [--junit FILE] [--seed N] FILE ...",
    discussion: """
      Results are TAP, version 14. Of a folder every .scan file below it is taken. Exit status: 0 all passed, \
      1 one failed, 2 errors in a file, 3 not known.
      """)

  @ArgumentParser.Argument(help: ArgumentHelp("playbooks, folders, or - for standard input", valueName: "FILE"))
  var files: [String]
  @Option(help: ArgumentHelp("only tests with this in their title", valueName: "TEXT")) var filter: String?
  @Option(help: ArgumentHelp("write JUnit XML there too", valueName: "FILE")) var junit: String?
  @Option(help: ArgumentHelp("seed of the order of probes (1)", valueName: "N")) var seed: UInt64 = 1
  @Option(help: RunOption.diagnostics.help) var diagnostics = DiagnosticRenderer.Format.text
  @Option(help: RunOption.color.help) var color = ColorChoice.auto

  /// A file that was read and has no errors.
  private struct Suite {
    let name: String
    let program: CheckedProgram
    let tests: [CheckedTest]
  }

  /// Runs all tests and returns the exit status. That a test failed is not hidden by a report that cannot be written.
  func execute(_ console: Console) -> Int32 {
    guard let suites = load(console) else {
      return StandardOutput.write(TAPReport.bailOut("there are errors, so nothing was run"), then: ExitStatus.usage)
    }
    let count = suites.reduce(0) { $0 + $1.tests.count }
    if let filter, count == 0 {
      console.write(UsageError("no test has \"\(filter)\" in its title").text)
      return ExitStatus.usage
    }
    let report: ReportFile?
    do throws(SystemFailure) {
      // Opened first: whoever misspelled a folder need not wait for the tests to know it.
      report = try junit.map { path throws(SystemFailure) in try ReportFile(path: path) }
    } catch {
      tell(error, of: junit ?? "", console)
      return StandardOutput.write(
        TAPReport.bailOut("the JUnit report cannot be written, so nothing was run"), then: ExitStatus.outputFailed)
    }
    var output = StandardOutput.write(TAPReport.header(count: count))
    let results = run(suites) { text in
      if output == ExitStatus.success { output = StandardOutput.write(text) }
    }
    do throws(SystemFailure) { try report?.write(JUnitReport.document(results)) } catch {
      tell(error, of: junit ?? "", console)
      output = ExitStatus.outputFailed
    }
    let status = status(results)
    return status == ExitStatus.failed || output == ExitStatus.success ? status : output
  }

  /// Runs the tests of all files one after the other, telling each as it ends.
  private func run(_ suites: [Suite], _ write: (String) -> Void) -> [TestResult] {
    var results: [TestResult] = []
    for suite in suites {
      if suites.count > 1 { write(TAPReport.file(TerminalText.sanitized(suite.name))) }
      for test in suite.tests {
        results.append(Playbook.run(test, of: suite.program, options: options(for: suite)))
        write(TAPReport.lines(results[results.count - 1], number: results.count))
      }
    }
    return results
  }

  private func tell(_ failure: SystemFailure, of path: String, _ console: Console) {
    console.write(UsageError("cannot write \(path): \(failure.text)").text)
  }

  private func status(_ results: [TestResult]) -> Int32 {
    if results.contains(where: { $0.outcome == .fail }) { return ExitStatus.failed }
    return results.allSatisfy { $0.outcome == .pass } ? ExitStatus.success : ExitStatus.inconclusive
  }

  private func options(for suite: Suite) -> RunOptions {
    var options = RunOptions(scriptName: suite.name, scope: .simulated, seed: seed, version: Version.text)
    options.scriptFolder = ModuleFolder.folder(of: suite.name)
    return options
  }

  // MARK: Reading

  /// All files with their tests, `nil` when one of them has errors. A file that two others import is tested once.
  private func load(_ console: Console) -> [Suite]? {
    var suites: [Suite] = []
    var hasErrors = false
    var seen: Set<String> = []
    var paths: [String] = []
    for file in files {
      do throws(UsageError) {
        paths += try FolderListing.playbooks(file)
      } catch {
        hasErrors = true
        console.write(error.text)
      }
    }
    for file in FolderListing.withoutRepetition(paths) {
      do throws(UsageError) {
        let source = try SourceReader.playbook(file)
        let loaded = Playbook.load(source, reader: ModuleFolder(of: source))
        let isColored = color.isOn(Terminal(descriptor: 2))
        console.write(
          MessageRenderer(sources: loaded.sources, format: diagnostics, isColored: isColored).text(loaded.diagnostics))
        guard let program = loaded.program else {
          hasErrors = true
          continue
        }
        let tests = Playbook.tests(of: program).filter { test in
          guard filter.map({ test.title.contains($0) }) ?? true else { return false }
          let name = loaded.sources.first { $0.file == test.span.file }?.name ?? ""
          return seen.insert("\(name)\u{0}\(test.title)").inserted
        }
        suites.append(Suite(name: source.name, program: program, tests: tests))
      } catch {
        hasErrors = true
        console.write(error.text)
      }
    }
    return hasErrors ? nil : suites
  }
}
