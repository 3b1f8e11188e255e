// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// What the command line asks of a run, beside the playbook itself.
public struct RunOptions: Sendable {
  /// Name of the playbook as the user wrote it.
  public var scriptName: String
  /// Values of the playbook's parameters as typed, by their name in the playbook.
  public var parameters: [(name: String, text: String)]
  /// The operator's scope.
  public var scope: Scope
  /// Where the scope's file says what, if there is one.
  public var scopePlaces: ScopePlaces?
  /// `--exclude`: addresses that nothing is sent to, whatever the playbook says.
  public var exclude: TargetSet
  /// `--rate`: an upper bound for the whole run.
  public var rate: Rate?
  /// `--max-time`: the whole run's time.
  public var maxTime: ScanDuration?
  /// `--fail-on`: findings at or above it fail the run.
  public var failOn: FindingLevel?
  /// `--seed`.
  public var seed: UInt64
  /// `--all-ports`: report closed and filtered ports one by one.
  public var allPorts: Bool
  /// Folder of the playbook: `read_lines` stays below it.
  public var scriptFolder: String
  /// `--network`: the simulated network that takes the place of the real one.
  public var network: SimulatedNetwork?
  /// The test that is run in place of the playbook's top level.
  public var test: CheckedTest?
  /// `--out`: `save` writes below it.
  public var outFolder: String
  /// `--accept`: `same as baseline(…)` writes the baseline.
  public var acceptsBaselines: Bool
  /// The most steps and packets, whatever the playbook's `limits` say; for whoever runs playbooks of strangers.
  public var ceilings: Ceilings?
  /// The raw sockets of the run; nil where there are none, and techniques that need them cannot be used.
  public var rawSockets: RawSocketGrant?
  /// Whether the run would have raw sockets: what a plan asks.
  public var hasRawSockets: Bool
  /// Version of the program.
  public var version: String

  /// Bounds that a playbook cannot raise.
  public struct Ceilings: Sendable {
    /// The most steps.
    public let steps: Int
    /// The most packets.
    public let packets: UInt64

    /// Makes bounds.
    public init(steps: Int, packets: UInt64) {
      self.steps = steps
      self.packets = packets
    }
  }

  /// Options as they are when nothing is said.
  public init(scriptName: String, scope: Scope, seed: UInt64, version: String) {
    self.scriptName = scriptName
    self.parameters = []
    self.scope = scope
    self.scopePlaces = nil
    self.exclude = TargetSet()
    self.rate = nil
    self.maxTime = nil
    self.network = nil
    self.test = nil
    self.ceilings = nil
    self.failOn = nil
    self.rawSockets = nil
    self.hasRawSockets = false
    self.seed = seed
    self.allPorts = false
    self.scriptFolder = "."
    self.outFolder = "."
    self.acceptsBaselines = false
    self.version = version
  }
}
