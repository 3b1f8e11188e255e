// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import NetworkTypes
import ScanLang
import ScanRuntime

/// The options of `scan run`; playbook and parameters are separated from them before (`RunArguments`).
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a playbook: a file, a shipped one, or -e CODE.",
    usage: "scan run [options] FILE | NAME | -e CODE | - [--parameter value ...]")

  @Flag(help: RunOption.json.help) var json = false
  @Option(help: RunOption.scope.help) var scope: String?
  @Option(help: RunOption.exclude.help, transform: Self.targets) var exclude: [TargetSet] = []
  @Option(help: RunOption.network.help) var network: String?
  @Flag(help: RunOption.allPorts.help) var allPorts = false
  @Option(help: RunOption.failOn.help) var failOn: FindingLevel?
  @Option(help: RunOption.out.help) var out: String?
  @Flag(help: RunOption.accept.help) var accept = false
  @Option(help: RunOption.seed.help) var seed: UInt64?
  @Option(help: RunOption.rate.help, transform: Self.rate) var rate: Rate?
  @Option(help: RunOption.maxTime.help, transform: Self.duration) var maxTime: ScanDuration?
  @Option(help: RunOption.color.help) var color = ColorChoice.auto
  @Option(help: RunOption.diagnostics.help) var diagnostics = DiagnosticRenderer.Format.text
  @Flag(help: RunOption.unprivileged.help) var unprivileged = false
  @Flag(help: RunOption.quiet.help) var quiet = false
  @Flag(help: RunOption.verbose.help) var verbose = false
  @Flag(help: RunOption.noProgress.help) var noProgress = false

  /// Whether raw sockets are wanted where they can be had. `SCAN_UNPRIVILEGED` in the environment means `--unprivileged`.
  var wantsRawSockets: Bool {
    network == nil && !unprivileged && Environment.value("SCAN_UNPRIVILEGED") == nil
  }

  static func targets(_ text: String) throws -> TargetSet {
    switch TargetSet.literal(text) {
    case .success(let set): return set
    case .failure(let failure):
      throw ValidationError(failure.headline + (failure.repair.map { " (\($0)?)" } ?? ""))
    }
  }

  static func rate(_ text: String) throws -> Rate {
    guard let rate = Rate(text), rate.count > 0 else { throw ValidationError("write a rate as 500/s, 5k/s or 10/m") }
    return rate
  }

  static func duration(_ text: String) throws -> ScanDuration {
    guard let duration = ScanDuration(text), duration.microseconds > 0 else {
      throw ValidationError("write a duration as 30s, 20m or 1h30m")
    }
    return duration
  }
}

extension FindingLevel: ExpressibleByArgument {}
extension DiagnosticRenderer.Format: ExpressibleByArgument {}
