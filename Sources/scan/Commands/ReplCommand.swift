// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import NetworkTypes
import ScanLang
import ScanRuntime

/// The options of `scan repl`: those of `run` that speak of a session.
struct ReplCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Enter scans line by line, with results that stay at hand.",
    usage: "scan repl [options]",
    discussion: "On a terminal `scan` alone does the same; :help lists the commands.")

  @Option(help: RunOption.scope.help) var scope: String?
  @Option(help: RunOption.exclude.help, transform: RunCommand.targets) var exclude: [TargetSet] = []
  @Option(help: RunOption.network.help) var network: String?
  @Option(help: RunOption.failOn.help) var failOn: FindingLevel?
  @Option(help: RunOption.out.help) var out: String?
  @Option(help: RunOption.seed.help) var seed: UInt64?
  @Option(help: RunOption.rate.help, transform: RunCommand.rate) var rate: Rate?
  @Option(help: RunOption.color.help) var color = ColorChoice.auto
  @Option(help: RunOption.diagnostics.help) var diagnostics = DiagnosticRenderer.Format.text
  @Flag(help: RunOption.unprivileged.help) var unprivileged = false
  @Flag(help: RunOption.quiet.help) var quiet = false
  @Flag(help: RunOption.noProgress.help) var noProgress = false
  @Flag(name: .customLong(Self.noStartName), help: "without ~/.config/scan/start.scan") var noStart = false

  /// The one option that `run` does not have.
  private static let noStartName = "no-start"

  /// Arguments of `repl` as `run` knows them.
  static func withoutOwn(_ arguments: [String]) -> [String] { arguments.filter { $0 != "--\(noStartName)" } }
}
