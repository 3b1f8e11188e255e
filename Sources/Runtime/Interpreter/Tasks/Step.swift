// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// One step of a unit that may wait.
///
/// Between two steps nothing lives on the machine's stack, so a task that waits is its frame and a step number: ten
/// thousand of them need no threads. Everything inside a step is evaluated by the ordinary nodes.
enum Step {
  /// A statement that does not wait.
  case exec(Node)
  case evaluate(Node, slot: Int)
  case jump(Int)
  case jumpUnless(Node, Int)
  /// Goes on behind `a ?? b` when `a` is there.
  case jumpUnlessNone(slot: Int, Int)
  /// A call of a declared function that may wait.
  case call(unit: Int, [Node], slot: Int, Int32)
  /// A call of a value that may turn out to wait.
  case callValue(Node, [Node], slot: Int, Int32)
  /// A call of `x.name(…)` where the name may be a function in a map; else the node is evaluated.
  case callMember(slot: Int, TextObject, [Node], Node, result: Int, Int32)
  /// A builtin that waits.
  case wait(Builtin, [Node], slot: Int, Int32)
  case scan(ScanCode, slot: Int, Int32)
  case giveBack(Node)
  /// From here on a catchable trap goes to the step.
  case beginTry(Int)
  case endTry
  /// Puts an iterator in a place of the activation.
  case beginLoop(Node, iterator: Int, pairs: Bool)
  /// The next item into slots, or on behind the loop.
  case nextItem(iterator: Int, first: Int, second: Int?, exit: Int, Int32)
}

/// The steps of a unit, and the loops of steps that `break` and `continue` in them leave and go on with.
struct StepProgram {
  /// Where a loop of steps goes on.
  struct Loop {
    /// The step that begins the next round.
    let nextRound: Int
    /// The step behind the loop.
    var exit = 0
    /// How many tries are open around the loop; those inside it are left with it.
    let tries: Int
    /// The loop around it, -1 for none.
    let outer: Int
  }
  var steps: [Step] = []
  /// For each step the innermost loop it belongs to, -1 for none.
  var loopOfStep: [Int] = []
  var loops: [Loop] = []
}

/// A `scan` with its parts lowered.
struct ScanCode {
  var targets: Node
  var ports: Node?
  var techniques: [Node] = []
  var fallback: Node?
  var rate: Node?
  var ratePerHost: Node?
  var retries: Node?
  var timeout: Node?
  var deadline: Node?
  var isSequential = false
  var seed: Node?
  var followupsPerHost: Node?
  var followupsTotal: Node?
  var confirm: Node?
  var keepsAll: Bool?
  var interface: Node?
  var sourcePort: Node?
  var ttl: Node?
  var shard: (Node, of: Node)?
  var discovery = DiscoveryCode.usual
  var handlers: [HandlerCode] = []
  /// Whether something saves its packets.
  var savesPackets = false
  let span: SourceSpan
}

/// The clause `discover`.
enum DiscoveryCode {
  /// Not said: none for one address, else auto.
  case usual
  case none
  case auto
  /// Ways by their words: `icmp`, and `syn` with the ports it asks.
  case ways([(word: String, ports: Node?)])
}

/// A handler with its parts lowered.
struct HandlerCode {
  /// What it waits for.
  enum Event {
    case port(states: Set<UInt8>?, ports: Node?)
    case host(up: Bool, down: Bool)
    case hostDone
    case done
    case error
  }
  let event: Event
  let unit: Int
  /// Slots of the enclosing frame that are copied in.
  let captures: [CodeUnit.Capture]
  /// `on open 443`, for messages.
  let header: String
  let hasBinding: Bool
  /// Whether it may look at second opinions, and so has to wait for them.
  let asksOpinions: Bool
}
