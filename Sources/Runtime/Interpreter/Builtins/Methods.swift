// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// The code behind the rows of `MethodTable`. Arguments arrive counted and in the order of the parameters.
enum Methods {
  /// Calls a method that the receiver's type has.
  static func call(
    _ method: MethodName, _ receiver: Value, _ arguments: [Value], _ context: CallContext
  ) throws(Trap) -> Value {
    switch receiver {
    case .int(let number): return try integer(method, number, arguments, context)
    case .state(let state): return try self.state(method, state, arguments, context)
    case .date(let date): return try format(Instant(date), arguments, context)
    case .time(let time): return try format(time, arguments, context)
    case .portResult(let handle): return try opinion(handle, arguments, context)
    default: break
    }
    if let text = receiver.asTextObject { return try TextMethods.call(method, text, arguments, context) }
    if let list = receiver.asList { return try ListMethods.call(method, list, arguments, context) }
    if let map = receiver.asMap { return try self.map(method, map, arguments, context) }
    if receiver.asTargets != nil || receiver.asPorts != nil, method == .contains {
      return .bool(try context.frame.isMember(arguments[0], of: receiver, context.node))
    }
    if let results = receiver.asResults { return try ResultMethods.call(method, results, arguments, context) }
    if let host = receiver.asHost { return try ResultMethods.call(method, host, arguments, context) }
    throw missing(method, receiver, context)
  }

  /// A trap for a method that a type does not have.
  static func missing(_ method: MethodName, _ receiver: Value, _ context: CallContext) -> Trap {
    context.frame.trap(.missing, context.node, "\(receiver.typeName) has no method \(method.rawValue)")
  }

  /// The text of an argument.
  static func text(_ value: Value, _ context: CallContext) throws(Trap) -> String {
    guard let text = value.asText else { throw context.wrong(value, "string") }
    return text
  }

  /// The number of an argument.
  static func int(_ value: Value, _ context: CallContext) throws(Trap) -> Int {
    guard case .int(let number) = value else { throw context.wrong(value, "int") }
    return number
  }

  private static func integer(
    _ method: MethodName, _ number: Int, _ arguments: [Value], _ context: CallContext
  ) throws(Trap) -> Value {
    guard method == .div else { throw missing(method, .int(number), context) }
    let divisor = try int(arguments[0], context)
    if divisor == 0 { throw context.frame.divisionByZero(context.node) }
    let quotient = number.dividedReportingOverflow(by: divisor)
    if quotient.overflow { throw context.frame.overflow(context.node) }
    // Rounded down, so that it goes with `%`: (a.div(b)) * b + a % b is a.
    let isInexact = number % divisor != 0
    return .int(isInexact && (number < 0) != (divisor < 0) ? quotient.partialValue - 1 : quotient.partialValue)
  }

  private static func state(
    _ method: MethodName, _ state: PortState, _ arguments: [Value], _ context: CallContext
  ) throws(Trap) -> Value {
    guard method == .mayBe else { throw missing(method, .state(state), context) }
    guard case .state(let other) = arguments[0] else { throw context.wrong(arguments[0], "state") }
    return .bool(state.mayBe(other))
  }

  private static func format(
    _ time: Instant, _ arguments: [Value], _ context: CallContext
  ) throws(Trap) -> Value {
    let text = try TimeFormat.text(time, layout: try text(arguments[0], context)) { length throws(Trap) in
      try context.frame.tick(context.node)
      try context.frame.checkLength(length, SizeLimits.textBytes, "a string", context.node)
    }
    return .text(text)
  }

  private static func opinion(
    _ handle: PortHandle, _ arguments: [Value], _ context: CallContext
  ) throws(Trap) -> Value {
    guard let technique = arguments[0].asTechnique else { throw context.wrong(arguments[0], "technique") }
    let store = context.frame.stores.store(handle)
    let row = store.rows[Int(handle.row)]
    for evidence in [row.primary] + store.opinions(on: handle.row)
    where store.techniques[Int(evidence.technique)] == technique {
      return .state(evidence.state)
    }
    return .none
  }

  private static func map(
    _ method: MethodName, _ map: MapObject, _ arguments: [Value], _ context: CallContext
  ) throws(Trap) -> Value {
    switch method {
    case .get:
      try context.frame.checkKey(arguments[0], context.node)
      return map[arguments[0]] ?? (arguments.count > 1 ? arguments[1] : .none)
    case .keys, .values:
      try context.frame.allocate(map.count, context.node)
      return .list(method == .keys ? map.keys : map.values)
    case .contains:
      try context.frame.checkKey(arguments[0], context.node)
      return .bool(map.position(of: arguments[0]) != nil)
    default: throw missing(method, .object(map), context)
    }
  }
}

/// Methods of results and hosts.
enum ResultMethods {
  static func call(
    _ method: MethodName, _ results: ScanResults, _ arguments: [Value], _ context: CallContext
  ) throws(Trap) -> Value {
    switch method {
    case .host: return .object(HostObject(results, try address(arguments[0], results, context)))
    case .port: return try port(results, arguments, context)
    case .emitted:
      let kind = try Methods.text(arguments[0], context)
      try context.frame.charge(results.emitted.count, context.node)
      return .list(results.emitted.filter { $0.kind == kind }.map(\.value))
    default: throw Methods.missing(method, .object(ResultsObject(results)), context)
    }
  }

  static func call(
    _ method: MethodName, _ host: HostObject, _ arguments: [Value], _ context: CallContext
  ) throws(Trap) -> Value {
    guard method == .count else { throw Methods.missing(method, .object(host), context) }
    guard case .state(let state) = arguments[0] else { throw context.wrong(arguments[0], "state") }
    return .int(Int(clamping: host.results.tally(of: host.address)?.count(state) ?? 0))
  }

  private static func address(
    _ value: Value, _ results: ScanResults, _ context: CallContext
  ) throws(Trap) -> Address {
    if let host = value.asHost { return host.address }
    if let address = value.asAddress?.canonical {
      guard results.targets.contains(address) else { throw context.bad("\(address) was no target of this scan") }
      return address
    }
    let name = try Methods.text(value, context)
    guard let found = results.hostNames.first(where: { $0.value == name }) else {
      throw context.bad("no target of this scan was called \(value.literal(context.frame.stores))")
    }
    return found.key
  }

  private static func port(
    _ results: ScanResults, _ arguments: [Value], _ context: CallContext
  ) throws(Trap) -> Value {
    let host = try address(arguments[0], results, context)
    let port: Port
    switch arguments[1] {
    case .port(let value): port = value
    case .int(let number):
      guard let small = UInt16(exactly: number) else { throw context.bad("\(number) is no port number") }
      port = Port(number: small, proto: nil)
    default: throw context.wrong(arguments[1], "a port")
    }
    for transport in port.proto.map({ [$0] }) ?? [.tcp, .udp] {
      if let row = results.row(PortKey(host: host, port: port.number, transport: transport)) {
        return .portResult(results.handle(on: row))
      }
    }
    throw context.frame.trap(.missing, context.node, "\(host) \(port) has no kept result in this scan")
  }
}
