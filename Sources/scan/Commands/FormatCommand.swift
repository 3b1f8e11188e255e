// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ScanLang

/// `scan fmt [--check] FILE...`: the one layout of playbooks.
struct FormatCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Give playbooks their one layout; comments stay.",
    usage: "scan fmt [--check] FILE ...",
    discussion: """
      Files that change are named on standard output. A file with errors in its syntax is left as it is. \
      Of a folder every .scan file below it is taken. Standard input goes to standard output.
      """)

  @ArgumentParser.Argument(help: ArgumentHelp("playbooks, folders, or - for standard input", valueName: "FILE"))
  var files: [String]
  @Flag(help: "name files that would change, change none; exit status 1 if there are any") var check = false
  @Option(help: RunOption.diagnostics.help) var diagnostics = DiagnosticRenderer.Format.text
  @Option(help: RunOption.color.help) var color = ColorChoice.auto

  /// Formats all files, whatever is wrong with one of them, and returns the exit status.
  func execute(_ console: Console) -> Int32 {
    var outcome = Outcome()
    for file in files {
      for path in paths(of: file, console, &outcome) {
        do throws(Trouble) {
          if try format(path, console) { outcome.changed += 1 }
        } catch {
          tell(error, console, &outcome)
        }
      }
    }
    return outcome.status(isCheck: check)
  }

  /// What came of all files.
  private struct Outcome {
    var changed = 0
    var hasBadInput = false
    var hasFailedOutput = false

    func status(isCheck: Bool) -> Int32 {
      if hasBadInput { return ExitStatus.usage }
      if hasFailedOutput { return ExitStatus.outputFailed }
      return isCheck && changed > 0 ? ExitStatus.differs : ExitStatus.success
    }
  }

  /// Why a file was not formatted.
  private enum Trouble: Error {
    case unreadable(UsageError)
    case errors([Diagnostic], SourceFile)
    case misunderstood(SourceFile)
    case unwritable(UsageError)
  }

  private func paths(of file: String, _ console: Console, _ outcome: inout Outcome) -> [String] {
    do throws(UsageError) {
      return try FolderListing.playbooks(file)
    } catch {
      outcome.hasBadInput = true
      console.write(error.text)
      return []
    }
  }

  private func tell(_ trouble: Trouble, _ console: Console, _ outcome: inout Outcome) {
    switch trouble {
    case .unreadable(let error):
      outcome.hasBadInput = true
      console.write(error.text)
    case .errors(let errors, let source):
      outcome.hasBadInput = true
      let isColored = color.isOn(Terminal(descriptor: 2))
      console.write(
        MessageRenderer(sources: [source], format: diagnostics, isColored: isColored).text(errors)
          + UsageError("\(source.name) is left as it is: it has errors").text)
    case .misunderstood(let source):
      outcome.hasBadInput = true
      console.write(
        UsageError("\(source.name) is left as it is: the formatter does not understand it", hint: "report this file")
          .text)
    case .unwritable(let error):
      outcome.hasFailedOutput = true
      console.write(error.text)
    }
  }

  // MARK: One file

  /// Whether the file had another layout.
  private func format(_ path: String, _ console: Console) throws(Trouble) -> Bool {
    let source = try read(path)
    let output = try layout(of: source)
    let changes = output != source.bytes
    if path == "-", !check {
      try write(output)
    } else if changes {
      if !check { try replace(path, with: output) }
      try write(Array("\(TerminalText.sanitized(source.name))\n".utf8))
    }
    return changes
  }

  private func read(_ path: String) throws(Trouble) -> SourceFile {
    do throws(UsageError) {
      return path == "-" ? try SourceReader.standardInput() : try SourceReader.file(path)
    } catch {
      throw .unreadable(error)
    }
  }

  private func layout(of source: SourceFile) throws(Trouble) -> [UInt8] {
    do throws(Formatter.Failure) {
      return try Formatter.format(source)
    } catch {
      switch error {
      case .errors(let errors): throw .errors(errors, source)
      case .misunderstood: throw .misunderstood(source)
      }
    }
  }

  private func replace(_ path: String, with bytes: [UInt8]) throws(Trouble) {
    do throws(SystemFailure) {
      try FileReplacement.replace(path, with: bytes)
    } catch {
      throw .unwritable(UsageError("cannot write \(path): \(error.call): \(error.text)"))
    }
  }

  private func write(_ bytes: [UInt8]) throws(Trouble) {
    if let failure = StandardOutput.write(bytes) { throw .unwritable(failure) }
  }
}
