// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// One run of a playbook: its values, tasks, scans, output and judgement.
///
/// Everything here belongs to the interpreter's thread; engines and signals reach it through the mailbox alone.
final class Session {
  private(set) var program: CheckedProgram
  let options: RunOptions
  let mailbox: Mailbox
  let engine: any ProbeEngine
  let resolver = Resolver()
  /// The simulated network that takes the place of the real one; its clock is the run's.
  let simulation: SimulatedEngine?
  /// What all jobs of the session ask before they send.
  let rootGate: SendGate
  /// The time of day.
  let clock: WallClock
  /// The time that passes.
  let time: Clock
  private(set) var spans: SpanTable
  let expressions = RegularExpressions()
  let stores: ResultStores

  /// The job on whose behalf something is done at the moment.
  var job: SessionJob
  /// Jobs under way.
  var jobs: [SessionJob]
  /// Set when a session that grows is to end.
  var isClosing = false

  /// Lowered code by unit number.
  private(set) var units: [LoweredUnit] = []
  private var nodes: [Node] = []
  private let state: UnsafeMutablePointer<RunState>
  private let stack: UnsafeMutablePointer<Value>
  /// Values on the stack of calls; each call needs a few, so the depth of calls is the limit that is met.
  static let stackSlots = 1 << 16

  /// The task that runs at the moment.
  var current: Task?
  var tasks: [Int: Task] = [:]
  var nextTask = 0
  var scans: [Int: ActiveScan] = [:]
  var nextScan = 0
  var ready: [(Task, Resumption?)] = []
  var timers = TimerQueue()
  var probes: [Int: ProbeSink] = [:]
  var lookups: [Int: ([NameResult]) -> Void] = [:]
  var nextLookup = 0
  /// How many globals there is room for, and how many units.
  private var room = (globals: 0, units: 0)

  init(
    program: CheckedProgram, options: RunOptions, control: RunControl, mailbox: Mailbox, engine: any ProbeEngine,
    reporter: any Reporter, living: (session: Session, entry: CheckedEntry)? = nil, found: FoundPlaces? = nil
  ) {
    stores = living?.session.stores ?? ResultStores(found: found)
    self.program = program
    self.options = options
    self.mailbox = mailbox
    self.engine = engine
    simulation = engine as? SimulatedEngine
    clock = WallClock(simulated: simulation?.clock)
    time = simulation?.clock.clock ?? .system
    self.spans = living?.session.spans ?? SpanTable(program)
    rootGate = SendGate(
      scope: options.scope, packetLimit: Self.packetLimit(program, options),
      rate: Rate.least(options.rate, options.scope.rate),
      perHost: options.scope.ratePerHost)
    rootGate.deny(options.exclude)
    job = SessionJob(control: control, gate: rootGate, output: RunOutput(reporter), started: time.now())
    jobs = [job]
    if let ceilings = options.ceilings { job.limits.steps = ceilings.steps }
    state = .allocate(capacity: 1)
    stack = .allocate(capacity: Self.stackSlots)
    stack.initialize(repeating: .none, count: Self.stackSlots)
    prepare(living)
  }

  /// Lowers every unit and lays out the memory that evaluation shares.
  ///
  /// With a living session, code and values of its earlier entries are taken over: so an entry can be planned beside it.
  private func prepare(_ living: (session: Session, entry: CheckedEntry)?) {
    state.initialize(
      to: RunState(
        steps: Self.stepsBetweenLooks, depth: SizeLimits.callDepth, limit: stack + Self.stackSlots,
        code: .allocate(capacity: 0), globals: .allocate(capacity: 0), session: self, detail: "", pendingFlow: .next))
    guard let (session, entry) = living else {
      add(UnitLowering(program).units())
      return makeRoom(globals: max(1, program.globalCount))
    }
    add(session.units)
    makeRoom(globals: session.room.globals)
    for slot in 0..<session.room.globals { globals[slot] = session.globals[slot] }
    add(entry)
  }

  /// Takes over an entry that is to be run: its code, its names, its places. No code is running meanwhile.
  func add(_ entry: CheckedEntry) {
    program = entry.program
    spans.add(entry.newTrees)
    let lowering = UnitLowering(program)
    // Entries that were checked and not run have numbers too; nobody calls what stands there.
    add((units.count..<max(units.count, entry.unit)).map(lowering.empty))
    add(lowering.units(of: entry))
    // The slot for a partial result comes behind those that the program names.
    makeRoom(globals: max(program.globalCount, entry.partialSlot + 1))
  }

  /// Puts lowered units behind those that there are.
  private func add(_ more: [LoweredUnit]) {
    let first = units.count
    units += more
    if units.count > room.units {
      let code = UnsafeMutablePointer<Code>.allocate(capacity: max(units.count, 2 * room.units))
      code.moveInitialize(from: state.pointee.code, count: first)
      state.pointee.code.deallocate()
      state.pointee.code = code
      room.units = max(units.count, 2 * room.units)
    }
    for (number, unit) in more.enumerated() {
      switch unit.body {
      case .expression(let node), .statements(let node): nodes.append(node)
      case .steps: nodes.append(ConstantNode(0, .none))
      }
      let isExpression = if case .expression = unit.body { true } else { false }
      (state.pointee.code + first + number).initialize(
        to: Code(
          body: .passUnretained(nodes[first + number]), slots: Int32(unit.totalSlots),
          namedSlots: Int32(unit.namedSlots), parameterCount: Int32(unit.parameterCount),
          captures: Self.table(unit.captures.map { Int32($0.inner) }), isExpression: isExpression,
          mayWait: unit.mayWait))
    }
  }

  /// Lets there be so many globals; new ones are none.
  private func makeRoom(globals count: Int) {
    guard count > room.globals else { return }
    let more = max(count, 2 * room.globals)
    let globals = UnsafeMutablePointer<Value>.allocate(capacity: more)
    globals.moveInitialize(from: state.pointee.globals, count: room.globals)
    (globals + room.globals).initialize(repeating: .none, count: more - room.globals)
    state.pointee.globals.deallocate()
    state.pointee.globals = globals
    room.globals = more
  }

  private static func table(_ numbers: [Int32]) -> UnsafeBufferPointer<Int32> {
    let table = UnsafeMutableBufferPointer<Int32>.allocate(capacity: numbers.count)
    _ = table.initialize(fromContentsOf: numbers)
    return UnsafeBufferPointer(table)
  }

  deinit {
    for number in units.indices { state.pointee.code[number].captures.deallocate() }
    state.pointee.globals.deinitialize(count: room.globals)
    state.pointee.globals.deallocate()
    state.pointee.code.deallocate()
    state.pointee.scratch.deallocate()
    state.deinitialize(count: 1)
    state.deallocate()
    stack.deinitialize(count: Self.stackSlots)
    stack.deallocate()
  }

  /// The frame at the bottom of the stack, where the running activation is.
  var frame: Frame { Frame(slots: stack, run: state) }

  /// What the trap under way says beyond its kind.
  var detail: String { state.pointee.detail }

  var globals: UnsafeMutablePointer<Value> { state.pointee.globals }

  /// The flow that a `.flow` trap carried.
  func takeFlow() -> Flow {
    let flow = state.pointee.pendingFlow
    state.pointee.pendingFlow = .next
    resetDepth()
    return flow
  }

  /// After a trap the depth of calls is what it was at the bottom.
  func resetDepth() { state.pointee.depth = SizeLimits.callDepth }

  /// Lets go of what a task left on the stack.
  func clearStack() {
    for slot in 0..<Self.stackSlots {
      if case .none = stack[slot] { if slot > 256 { break } } else { stack[slot] = .none }
    }
    resetDepth()
  }

  // MARK: Steps

  /// Steps between two looks at the clock and at interrupts: some tenths of a millisecond.
  static let stepsBetweenLooks = 20_000

  /// Values that were being made when a limit or an interrupt ended the work.
  private var abandoned: [[Value]] = []

  /// Keeps values until the run is over.
  func abandon(_ values: [Value]) { abandoned.append(values) }

  /// Looks at interrupts and at the time, and counts nothing.
  func look(_ node: Int32) throws(Trap) {
    if isInterrupted { throw frame.trap(.interrupted, node, "interrupted") }
    if let deadline = limits.deadline, time.now() >= deadline {
      throw frame.trap(.timeLimit, node, limits.timeText)
    }
  }

  /// Whether the run was interrupted, or nobody reads its output any more.
  var isInterrupted: Bool { control.interruptions > 0 || output.isClosed }

  /// Counts steps and looks whether the run may go on.
  func tick(_ node: Int32) throws(Trap) {
    // A builtin may have counted more steps than were left.
    job.stepsTaken += Self.stepsBetweenLooks - state.pointee.steps
    state.pointee.steps = Self.stepsBetweenLooks
    try look(node)
    if job.stepsTaken > limits.steps {
      throw frame.trap(.stepLimit, node, "the run has taken more than \(limits.steps) steps")
    }
    try checkMemory(node)
  }

  /// Traps when the process takes more memory than the run's limit, or would with so many bytes more.
  func checkMemory(_ node: Int32, more: Int = 0) throws(Trap) {
    guard let memory = limits.memory, ProcessMemory.resident + Int64(more) > memory else { return }
    throw frame.trap(.memoryLimit, node, "the run uses more than \(ByteSize(bytes: memory))")
  }

  /// Slots of a unit as they are when it begins.
  func initialSlots(unit number: Int, arguments: [Value], captured: [Value]) -> [Value] {
    let unit = units[number]
    var slots = [Value](repeating: .none, count: unit.namedSlots)
    for (place, value) in arguments.prefix(unit.parameterCount).enumerated() { slots[place] = value }
    for (capture, value) in zip(unit.captures, captured) { slots[capture.inner] = value }
    return slots
  }

  /// The node a waiting task waits at, for messages.
  func waitNode(_ task: Task) -> Int32 {
    let top = task.activations[task.activations.count - 1]
    guard case .steps(let program) = units[top.unit].body, top.step > 0 else { return 0 }
    switch program.steps[top.step - 1] {
    case .wait(_, _, _, let id), .scan(_, _, let id): return id
    default: return 0
    }
  }
}

/// Limits of a run, with their defaults (language reference, section 8).
struct RunLimits {
  /// When the run's time is over.
  private(set) var deadline: MonotonicTime?
  /// What says so: `limits { time 1s }` or `--max-time 1s`, and the node of the former's value.
  private var timeSource = ""
  private(set) var timeNode = SpanTable.nowhere
  var steps = 1_000_000_000
  var followups: Int?
  var memory: Int64?

  /// Why the run ends once the deadline is reached.
  var timeText: String { "the run's time is over: `\(timeSource)`" }

  /// Lets the run's time end at `time` unless it ends before; `node` is where the playbook says so.
  mutating func end(at time: MonotonicTime, source: String, node: Int32 = SpanTable.nowhere) {
    if let deadline, deadline <= time { return }
    (deadline, timeSource, timeNode) = (time, source, node)
  }
}

extension Rate {
  /// The lower of two ceilings.
  static func least(_ left: Rate?, _ right: Rate?) -> Rate? {
    guard let left, let right else { return left ?? right }
    return left < right ? left : right
  }
}
