// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// The code behind the rows of `BuiltinTable` that do not wait.
///
/// Arguments arrive one for each parameter: a list for a variadic one, `none` for one that was left out.
enum Builtins {
  static func call(_ builtin: Builtin, _ arguments: [Value], _ context: CallContext) throws(Trap) -> Value {
    switch builtin {
    case .print:
      context.session.say(try line(arguments[0], context))
      return .none
    case .note:
      context.session.note(try line(arguments[0], context))
      return .none
    case .now: return .time(context.session.clock.now())
    case .today: return .date(context.session.clock.today())
    case .env: return try environment(arguments, context)
    case .readLines: return try context.session.readLines(try Methods.text(arguments[0], context), context)
    case .baseline: return try context.session.baseline(try Methods.text(arguments[0], context), context)
    case .diff: return try diff(arguments, context)
    case .range:
      return .object(
        RangeObject(try Methods.int(arguments[0], context), try Methods.int(arguments[1], context), nil))
    case .len: return try length(arguments[0], context)
    case .str: return .text(try context.frame.displayText(arguments[0], context.node))
    case .int: return .int(try NumberBuiltins.int(arguments[0], context))
    case .float: return .float(try NumberBuiltins.float(arguments[0], context))
    case .round: return try NumberBuiltins.round(arguments, context)
    case .min, .max: return try extreme(arguments[0], context, isLargest: builtin == .max)
    case .sorted: return try sorted(arguments, context)
    case .json:
      return .text(try context.frame.json(arguments[0], context.node))
    case .parseJson: return try parseJSON(try Methods.text(arguments[0], context), context)
    case .targets, .ports, .tcp, .udp, .topPorts, .flags:
      return try SetBuiltins.call(builtin, arguments, context)
    case .stop:
      try context.session.stopCurrentScan(context)
      return .none
    case .skip:
      try context.session.skipHost(arguments[0], context)
      return .none
    case .sleep, .probe, .banner, .resolve, .reverse, .tls, .http, .ssh, .service, .ping, .traceroute, .dns:
      throw context.bad("\(builtin.rawValue) waits for the network and cannot be called here; use `for`")
    }
  }

  private static func diff(_ arguments: [Value], _ context: CallContext) throws(Trap) -> Value {
    guard let earlier = arguments[0].asResults else { throw context.wrong(arguments[0], "results") }
    guard let later = arguments[1].asResults else { throw context.wrong(arguments[1], "results") }
    try context.frame.charge(earlier.rows.count + later.rows.count, context.node)
    return context.session.comparison(earlier, later)
  }

  private static func line(_ values: Value, _ context: CallContext) throws(Trap) -> String {
    var writer = ValueWriter(context.frame, context.node)
    for (place, value) in (values.asList?.items ?? []).enumerated() {
      if place > 0 { try writer.append(" ") }
      try writer.display(value)
    }
    return writer.text
  }

  private static func environment(_ arguments: [Value], _ context: CallContext) throws(Trap) -> Value {
    let name = try Methods.text(arguments[0], context)
    return context.session.environment(name).map { .text($0) } ?? arguments[1]
  }

  private static func length(_ value: Value, _ context: CallContext) throws(Trap) -> Value {
    if let map = value.asMap { return .int(map.count) }
    for field in [FieldName.count, .length] {
      if let result = try context.frame.field(field, of: value, context.node) { return result }
    }
    throw context.wrong(value, "something with a length: a string, list, map or set")
  }

  private static func extreme(
    _ values: Value, _ context: CallContext, isLargest: Bool
  ) throws(Trap) -> Value {
    var items = values.asList?.items ?? []
    if items.count == 1, let list = items[0].asList { items = list.items }
    return try ListMethods.extreme(items, context, isLargest: isLargest)
  }

  private static func sorted(_ arguments: [Value], _ context: CallContext) throws(Trap) -> Value {
    guard let list = arguments[0].asList else { throw context.wrong(arguments[0], "a list") }
    var isDescending = false
    if case .bool(let truth) = arguments[1] { isDescending = truth }
    return try ListMethods.ordered(list, by: list.items, isDescending: isDescending, context)
  }

  private static func parseJSON(_ text: String, _ context: CallContext) throws(Trap) -> Value {
    try context.frame.charge(text.utf8.count >> 4, context.node)
    do throws(JSONReader.Failure) {
      return try JSONReader.value(text) { () throws(Trap) in try context.frame.tick(context.node) }
    } catch {
      if let trap = error.trap { throw trap }
      throw context.badText("this is no JSON: at byte \(error.offset), \(error.message)")
    }
  }
}

extension CallContext {
  /// The session that the call belongs to.
  var session: Session { frame.run.pointee.session }
}

/// `int`, `float`, `round`
enum NumberBuiltins {
  static func int(_ value: Value, _ context: CallContext) throws(Trap) -> Int {
    switch value {
    case .int(let number): return number
    case .bool(let truth): return truth ? 1 : 0
    case .float(let number):
      guard let whole = Int(exactly: number.rounded(.towardZero)) else { throw context.frame.overflow(context.node) }
      return whole
    default: break
    }
    let text = try Methods.text(value, context)
    guard let number = wholeNumber(text) else {
      throw context.badText("\(value.literal(context.frame.stores)) is no whole number")
    }
    return number
  }

  private static func wholeNumber(_ text: String) -> Int? {
    if text.hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16) }
    if text.hasPrefix("0b") { return Int(text.dropFirst(2), radix: 2) }
    return Int(text)
  }

  static func float(_ value: Value, _ context: CallContext) throws(Trap) -> Double {
    if let number = value.asDouble { return number }
    let text = try Methods.text(value, context)
    guard let number = Double(text), number.isFinite else {
      throw context.badText("\(value.literal(context.frame.stores)) is no number")
    }
    return number
  }

  static func round(_ arguments: [Value], _ context: CallContext) throws(Trap) -> Value {
    guard let number = arguments[0].asDouble else { throw context.wrong(arguments[0], "a number") }
    if arguments[1].isNone {
      if case .int = arguments[0] { return arguments[0] }
      guard let whole = Int(exactly: number.rounded(.toNearestOrAwayFromZero)) else {
        throw context.frame.overflow(context.node)
      }
      return .int(whole)
    }
    let digits = try Methods.int(arguments[1], context)
    guard (0...15).contains(digits) else { throw context.bad("digits is 0 to 15") }
    let factor = (0..<digits).reduce(1.0) { factor, _ in factor * 10 }
    let rounded = (number * factor).rounded(.toNearestOrAwayFromZero) / factor
    // Numbers that large have no digits behind the point to be rounded.
    return .float(rounded.isFinite ? rounded : number)
  }
}

/// Builtins that make sets and techniques.
enum SetBuiltins {
  static func call(_ builtin: Builtin, _ arguments: [Value], _ context: CallContext) throws(Trap) -> Value {
    switch builtin {
    case .targets: return .object(try targets(arguments[0].asList?.items ?? [], context))
    case .ports: return .ports(try ports(arguments[0].asList?.items ?? [], context))
    case .tcp: return .ports(try ports(arguments[0].asList?.items ?? [], context).pinned(to: .tcp))
    case .udp: return .ports(try ports(arguments[0].asList?.items ?? [], context).pinned(to: .udp))
    case .topPorts: return .ports(TopPorts.tcp(try Methods.int(arguments[0], context)))
    default: return try technique(arguments, context)
    }
  }

  static func targets(_ items: [Value], _ context: CallContext) throws(Trap) -> TargetsObject {
    // One of them is what it is, names and all.
    if items.count == 1, let targets = items[0].asTargets { return targets }
    var parts = TargetsParts()
    var left = SizeLimits.setParts
    for item in items {
      let isTargets = try parts.add(item) { parts throws(Trap) in
        try context.frame.count(parts, &left, context.node)
      }
      if isTargets { continue }
      if item.asText != nil {
        throw context.badText("\(item.literal(context.frame.stores)) is no address, network or host name")
      }
      throw context.wrong(item, "targets")
    }
    return parts.union()
  }

  static func ports(_ items: [Value], _ context: CallContext) throws(Trap) -> PortSet {
    var ranges: [PortRange] = []
    for item in items {
      guard let part = try context.frame.ports(item, context.node) else { throw noPorts(item, context) }
      ranges += part.ranges
    }
    return PortSet(ranges: ranges)
  }

  private static func noPorts(_ item: Value, _ context: CallContext) -> Trap {
    if item.asText != nil { return context.badText("no service is called \(item.literal(context.frame.stores))") }
    if case .int(let number) = item { return context.bad("\(number) is no port number: ports are 0-65535") }
    if item.asRange != nil {
      return context.bad("\(item.literal(context.frame.stores)) is no range of ports: ports are 0-65535")
    }
    return context.wrong(item, "ports")
  }

  /// `flags(SYN|PSH, silence: filtered, rst: closed)`
  private static func technique(_ arguments: [Value], _ context: CallContext) throws(Trap) -> Value {
    guard case .flags(let flags) = arguments[0] else { throw context.wrong(arguments[0], "flags") }
    guard case .state(let silence) = arguments[1] else { throw context.wrong(arguments[1], "state") }
    var reset = PortState.closed
    if case .state(let given) = arguments[2] { reset = given }
    let arms = [
      Technique.Arm(answer: .flags([.syn, .ack]), condition: nil, state: .open),
      Technique.Arm(answer: .flags([.rst]), condition: nil, state: reset),
      Technique.Arm(answer: .unreachable([]), condition: nil, state: .filtered),
      Technique.Arm(answer: .silence, condition: nil, state: silence),
    ]
    return .object(TechniqueObject(Technique(name: "flags(\(flags))", send: .flags(flags), arms: arms)))
  }
}

extension PortSet {
  /// The set with every bare port pinned to a protocol.
  func pinned(to transport: TransportProtocol) -> PortSet {
    PortSet(ranges: ranges.map { PortRange($0.first...$0.last, $0.proto ?? transport) })
  }
}
