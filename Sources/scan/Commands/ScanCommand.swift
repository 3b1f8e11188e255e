// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

/// `scan` itself: the list of commands.
struct ScanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "A language for network reconnaissance and firewall testing.",
    usage: "scan COMMAND ...",
    discussion: "Try: scan run -e 'show (scan 127.0.0.1 ports 1-1024).open'",
    subcommands: [
      RunCommand.self, ReplCommand.self, CheckCommand.self, TestCommand.self, PlanCommand.self, FormatCommand.self,
      GrammarCommand.self, ExplainCommand.self, InspectCommand.self, DoctorCommand.self,
      VersionCommand.self,
    ])

  /// Names of the commands, for did-you-mean.
  static var commandNames: [String] { configuration.subcommands.map { $0._commandName } + ["help"] }
}

/// `scan version`
struct VersionCommand: ConsoleCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Print the version.", usage: "scan version")

  func execute(_ console: Console) -> Int32 { StandardOutput.write(Version.line + "\n") }
}
