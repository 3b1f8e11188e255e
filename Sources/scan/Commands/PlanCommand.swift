// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

/// The options of `scan plan`: those of `scan run` that change what is sent, and a few for the output.
///
/// Values are read by `RunCommand`, whose rules hold here too; this type knows which options there are.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show what a playbook would send; nothing is sent.",
    usage: "scan plan [options] FILE | NAME | -e CODE | - [--parameter value ...]")

  /// `--resolve`, which `scan run` does not have: a run always resolves.
  static let resolve = "--resolve"

  @Flag(help: "one JSON object") var json = false
  @Flag(help: "look host names up; without it nothing at all is asked") var resolve = false
  @Option(help: RunOption.scope.help) var scope: String?
  @Option(help: RunOption.exclude.help) var exclude: [String] = []
  @Option(help: RunOption.network.help) var network: String?
  @Option(help: RunOption.seed.help) var seed: String?
  @Option(help: RunOption.rate.help) var rate: String?
  @Option(help: RunOption.maxTime.help) var maxTime: String?
  @Option(help: RunOption.color.help) var color: String?
  @Option(help: RunOption.diagnostics.help) var diagnostics: String?
  @Flag(help: RunOption.unprivileged.help) var unprivileged = false
  @Flag(help: RunOption.quiet.help) var quiet = false
}
