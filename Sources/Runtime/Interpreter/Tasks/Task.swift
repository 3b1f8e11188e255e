// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// A unit of steps under way: its step, its frame while it waits, the loops and tries it is in.
struct Activation {
  let unit: Int
  var step = 0
  /// Slots while the activation is not running; empty while it is on the stack.
  var saved: [Value]
  var iterators: [ItemIterator?] = []
  /// Steps that traps go to, innermost last.
  var tries: [Int] = []
  /// Where the caller wants the result.
  var resultSlot = 0

  init(unit: Int, saved: [Value]) {
    self.unit = unit
    self.saved = saved
  }
}

/// Sequential code that may wait: the playbook's top level, or one handler instance.
///
/// A task is data. While it waits, nothing of it is on any stack, so it needs no thread.
final class Task {
  var activations: [Activation]
  /// Where its output goes: `nil` writes at once.
  let output: OutputBuffer?
  /// The job that it belongs to.
  let job: SessionJob
  /// The scan whose handler it is.
  let scan: ActiveScan?
  /// Called once, when it ends.
  let completion: (Ending) -> Void
  /// What it waits for, to call it off.
  var pending: (any Cancellable)?
  /// What it makes of the bytes that it waits for.
  var reading = FollowUpReading.text
  /// The host and port that it talks to, for messages.
  var place = ""
  /// Counts waits, so that an answer that comes too late is not taken for the next one.
  var waitNumber = 0
  var state = State.running

  /// Where a task stands. The stepper sets it, and `Session.resume` when an answer came.
  enum State {
    case running
    /// For an answer.
    case waiting
    /// The answer is there; it runs when its turn comes.
    case ready
    case ended
  }

  /// Whether it has begun and not ended, and does not run at the moment.
  var isWaiting: Bool { state == .waiting || state == .ready }
  /// Its number in the session, once it has waited.
  var number: Int?
  /// The host whose share of follow-ups it holds while it waits.
  var holdsFollowup: Address?

  /// How a task ended.
  enum Ending {
    case finished
    case trapped(Trap, detail: String)
  }

  init(
    _ activation: Activation, job: SessionJob, output: OutputBuffer?, scan: ActiveScan?,
    completion: @escaping (Ending) -> Void
  ) {
    self.activations = [activation]
    self.job = job
    self.output = output
    self.scan = scan
    self.completion = completion
  }
}

/// What a task gets when it goes on.
enum Resumption {
  case value(Value)
  case trap(TrapKind, String)
}
