// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// A piece of work of a session: a main task and all that it starts. A playbook's run is one; in a session that grows,
/// every entry is one, and several may be under way.
///
/// What stops, limits or judges a run belongs to its job, so that one can be called off while others go on.
final class SessionJob {
  /// Interrupts from outside, and what watches the job.
  let control: RunControl
  /// What everything of the job asks before it sends.
  let gate: SendGate
  let output: RunOutput
  let started: MonotonicTime
  var limits = RunLimits()
  var stepsTaken = 0
  var followupsBegun = 0
  /// Names that were looked up: the same name means the same addresses for the whole job.
  var knownNames: [String: NameResult] = [:]
  /// Baselines that the job wrote.
  var acceptedBaselines: Set<String> = []
  /// Scans that the job began.
  var results: [ScanResults] = []
  /// The results of the last scan that its main task began.
  var partial: ScanResults?
  /// The sequential code whose end is the job's.
  var main: Task?
  /// Where it is told what went back and forth for its probe, when somebody watches.
  var trace: ExchangeTrace?
  /// How it ended.
  var mainEnding: Task.Ending?
  /// Set when the first interrupt was acted upon.
  var isStopping = false
  var stoppingSince: MonotonicTime?
  /// Set when everything that waited was called off.
  var hasCancelled = false
  /// The limit that ended the job, when it was met outside its main task.
  var limitTrap: (Trap, String)?
  /// What to do when it is over.
  var completion: () -> Void = {}

  init(control: RunControl, gate: SendGate, output: RunOutput, started: MonotonicTime) {
    self.control = control
    self.gate = gate
    self.output = output
    self.started = started
  }
}

/// What belongs to the job at hand.
extension Session {
  var control: RunControl { job.control }
  var gate: SendGate { job.gate }
  var output: RunOutput { job.output }
  var started: MonotonicTime { job.started }
  var limits: RunLimits {
    get { job.limits }
    set { job.limits = newValue }
  }
  var mainEnding: Task.Ending? {
    get { job.mainEnding }
    set { job.mainEnding = newValue }
  }
  var isStopping: Bool { job.isStopping }
  var limitTrap: (Trap, String)? {
    get { job.limitTrap }
    set { job.limitTrap = newValue }
  }
}
