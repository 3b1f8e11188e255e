// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import Glibc
import NetworkTypes
import ScanLang

/// The time of day.
struct WallClock {
  /// When every simulated run begins: midnight, 1 January 2026, UTC. Nothing of the machine's own calendar comes in, so
  /// that the same seed gives the same bytes on any day.
  static let simulatedStart = Instant(clamping: 1_767_225_600_000_000)

  /// The clock of a simulated network, which the day follows.
  var simulated: VirtualClock?

  /// Now, in UTC.
  func now() -> Instant {
    if let simulated {
      return Instant(clamping: Self.simulatedStart.microseconds + simulated.elapsed)
    }
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(clamping: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
  }

  /// Today, in UTC.
  func today() -> CalendarDate { now().date }
}

/// What the process takes of the machine's memory.
enum ProcessMemory {
  /// Resident bytes (proc(5), statm, second field); 0 where they cannot be read.
  static var resident: Int64 {
    let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return 0 }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 128)
    let count = read(descriptor, &buffer, buffer.count)
    guard count > 0 else { return 0 }
    let fields = buffer[..<count].split(separator: UInt8(ascii: " "))
    guard fields.count > 1, let pages = Int64(String(decoding: fields[1], as: UTF8.self)) else { return 0 }
    return pages * Int64(sysconf(Int32(_SC_PAGESIZE)))
  }
}

/// Where nodes stand in the source.
struct SpanTable {
  private var spans: [SourceSpan] = []
  /// The files by number.
  private(set) var files: [SourceFile] = []

  init(_ program: CheckedProgram) {
    add([program.tree] + program.imports)
  }

  /// Takes over the places of more files.
  mutating func add(_ trees: [SyntaxTree]) {
    files += trees.map(\.source)
    let count = max(spans.count, trees.map(\.nodeCount).max() ?? 0)
    var spans = spans + Array(repeating: SourceSpan(start: 0, end: 0), count: count - spans.count)
    for tree in trees {
      tree.visitNodes { id, span in
        if id >= 0, id < spans.count { spans[id] = span }
      }
    }
    self.spans = spans
  }

  /// The node of what no file says, such as an option of the command line; its span lies in no file.
  static let nowhere: Int32 = -1

  /// The span of a node.
  func span(_ node: Int32) -> SourceSpan {
    if node == Self.nowhere { return SourceSpan(start: 0, end: 0, file: .max) }
    let place = Int(node)
    return place >= 0 && place < spans.count ? spans[place] : SourceSpan(start: 0, end: 0)
  }

  /// `file:line:column` of a span.
  func place(_ span: SourceSpan) -> String {
    guard let file = files.first(where: { $0.file == span.file }) else { return "" }
    let position = file.position(of: span.start)
    return "\(file.name):\(position.line):\(position.column)"
  }
}

/// Tasks that sleep, the earliest first.
struct TimerQueue {
  private var entries: [(time: MonotonicTime, task: Int, wait: Int)] = []

  var next: MonotonicTime? { entries.first?.time }

  mutating func add(_ time: MonotonicTime, task: Int, wait: Int) {
    // Sleeps mostly end in the order they began in, so the place is found from the end.
    var place = entries.count
    while place > 0, entries[place - 1].time > time { place -= 1 }
    entries.insert((time, task, wait), at: place)
  }

  /// Takes out everything that is due.
  mutating func due(_ now: MonotonicTime) -> [(task: Int, wait: Int)] {
    let count = entries.firstIndex { $0.time > now } ?? entries.count
    defer { entries.removeFirst(count) }
    return entries[..<count].map { ($0.task, $0.wait) }
  }
}

/// Lowers all units of a program.
struct UnitLowering {
  let program: CheckedProgram

  init(_ program: CheckedProgram) { self.program = program }

  func units() -> [LoweredUnit] {
    let lowering = Lowering(program)
    var units: [LoweredUnit?] = Array(repeating: nil, count: program.units.count)
    units[0] = lowering.steps(program.tree.statements, of: 0)
    for function in program.functions {
      units[function.unit] = unit(of: function, lowering)
    }
    for tree in [program.tree] + program.imports {
      tree.visitUnits { id, body in
        guard let number = program.unitNumbers[id], units[number] == nil else { return }
        switch body {
        case .block(let block): units[number] = lowering.steps(block.statements, of: number)
        case .expression(let expression): units[number] = lowering.body(expression, of: number)
        }
      }
    }
    return units.enumerated().map { number, unit in unit ?? empty(number) }
  }

  /// The units that an entry of a session adds, its top level first.
  func units(of entry: CheckedEntry) -> [LoweredUnit] {
    let lowering = Lowering(program)
    var units: [LoweredUnit?] = Array(repeating: nil, count: program.units.count - entry.unit)
    units[0] = lowering.steps(program.tree.statements, of: 0)
    for function in program.functions where function.unit >= entry.firstUnit {
      units[function.unit - entry.unit] = unit(of: function, lowering)
    }
    for tree in entry.newTrees {
      tree.visitUnits { id, body in
        guard let number = program.unitNumbers[id], units[number - entry.unit] == nil else { return }
        switch body {
        case .block(let block): units[number - entry.unit] = lowering.steps(block.statements, of: number)
        case .expression(let expression): units[number - entry.unit] = lowering.body(expression, of: number)
        }
      }
    }
    return units.enumerated().map { number, unit in unit ?? empty(number + entry.unit) }
  }

  private func unit(of function: CheckedFunction, _ lowering: Lowering) -> LoweredUnit {
    let body = function.declaration.body
    return program.units[function.unit].mayWait
      ? lowering.steps(body.statements, of: function.unit) : lowering.body(body, of: function.unit)
  }

  /// A unit that does nothing.
  func empty(_ number: Int) -> LoweredUnit {
    LoweredUnit(
      body: .statements(BlockNode(0, [])), parameterCount: 0, captures: [], namedSlots: 0, totalSlots: 0,
      name: program.units[number].name)
  }
}
