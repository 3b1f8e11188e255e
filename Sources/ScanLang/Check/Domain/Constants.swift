// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// What expressions are before the run: literals, and names whose declaration is a literal.
///
/// Everything here gives `nil` for what only the run can know; nothing is reported.
struct Constants {
  let context: CheckContext
  /// Names that refer to names refer to earlier ones, so this only keeps broken programs from costing time.
  private let patience: Int

  init(_ context: CheckContext, patience: Int = 50) {
    self.context = context
    self.patience = patience
  }

  /// The same with less patience, for what lies within.
  var next: Constants? { patience > 0 ? Constants(context, patience: patience - 1) : nil }

  /// The literal that an expression is or stands for.
  func literal(_ expression: Expression) -> Expression? {
    switch context.form(expression) {
    case .paren(let inner): return next?.literal(inner)
    case .name:
      guard let symbol = context.symbol(expression.id), context.symbols[symbol].kind == .final,
        let value = context.symbols[symbol].initializer
      else { return nil }
      return next?.literal(value)
    case .int, .float, .string, .bytes, .duration, .rate, .size, .bool, .port, .range: return expression
    default: return nil
    }
  }

  // MARK: Ports

  /// The ports of a set expression.
  func ports(_ set: SetSyntax) -> PortSet? {
    guard let all = union(set.items), let except = union(set.except) else { return nil }
    return except.isEmpty ? all : all - except
  }

  /// The ports of one operand.
  func ports(_ expression: Expression) -> PortSet? {
    switch context.form(expression) {
    case .int(let number): return UInt16(exactly: number).map { PortSet($0...$0) }
    case .port(let port): return PortSet(port)
    case .range(let first, let last, let proto):
      guard let low = UInt16(exactly: first), let high = UInt16(exactly: last), low <= high else { return nil }
      return PortSet(low...high, proto)
    case .paren(let inner): return next?.ports(inner)
    case .list(let items): return next?.union(items)
    case .name: return named(expression)
    case .call(let callee, let arguments): return called(callee, arguments)
    case .binary(let operation, let left, let right, _):
      guard let first = next?.ports(left), let second = next?.ports(right) else { return nil }
      switch operation {
      case .union: return first | second
      case .intersection: return first & second
      case .subtract where !isNumber(left) || !isNumber(right): return first - second
      default: return nil
      }
    case .set(let set): return next?.ports(set)
    default: return nil
    }
  }

  private func isNumber(_ expression: Expression) -> Bool {
    if case .int? = literal(expression)?.kind { return true }
    return false
  }

  private func named(_ expression: Expression) -> PortSet? {
    if case .ports(let set) = context.resolutions[expression.id] { return set }
    guard let symbol = context.symbol(expression.id) else { return nil }
    if let known = context.knownPorts[symbol] { return known }
    let ports = ports(of: context.symbols[symbol])
    context.knownPorts[symbol] = .some(ports)
    return ports
  }

  private func ports(of declared: Symbol) -> PortSet? {
    if declared.kind == .portSet { return declared.set.flatMap { next?.ports($0) } }
    guard declared.kind == .final, let value = declared.initializer else { return nil }
    return next?.ports(value)
  }

  private func called(_ callee: Expression, _ arguments: [Argument]) -> PortSet? {
    guard case .builtin(let builtin) = context.resolutions[callee.id],
      let set = next?.union(arguments.map(\.value))
    else { return nil }
    switch builtin {
    case .ports: return set
    case .tcp: return pinned(set, .tcp)
    case .udp: return pinned(set, .udp)
    default: return nil
    }
  }

  private func pinned(_ set: PortSet, _ proto: TransportProtocol) -> PortSet {
    PortSet(ranges: set.ranges.map { PortRange($0.first...$0.last, $0.proto ?? proto) })
  }

  private func union(_ items: [Expression]) -> PortSet? {
    var ranges: [PortRange] = []
    for item in items {
      guard let ports = ports(item) else { return nil }
      ranges += ports.ranges
    }
    return PortSet(ranges: ranges)
  }

  // MARK: Techniques and states

  /// The technique that an expression names or makes.
  func technique(_ expression: Expression) -> Technique? {
    switch context.form(expression) {
    case .paren(let inner): return next?.technique(inner)
    case .name:
      if case .technique(let number) = context.resolutions[expression.id] {
        return context.techniques[number].technique
      }
      guard let symbol = context.symbol(expression.id), context.symbols[symbol].kind == .final else { return nil }
      return context.symbols[symbol].initializer.flatMap { next?.technique($0) }
    case .call(let callee, let arguments):
      guard case .builtin(.flags) = context.resolutions[callee.id] else { return nil }
      return next?.nameless(arguments)
    default: return nil
    }
  }

  /// `flags(SYN|PSH, silence: filtered, rst: closed)`
  private func nameless(_ arguments: [Argument]) -> Technique? {
    guard let first = arguments.first, let sent = flags(first.value) else { return nil }
    let match = ArgumentMatch(BuiltinTable.row(.flags).parameters.map(CallParameter.init), arguments)
    guard match.mistakes.isEmpty, case .argument(let place) = match.sources[1],
      let silence = state(arguments[place].value)
    else { return nil }
    var reset = PortState.closed
    if case .argument(let place) = match.sources[2] {
      guard let given = state(arguments[place].value) else { return nil }
      reset = given
    }
    return Technique(
      name: "", send: .flags(sent),
      arms: [
        Technique.Arm(answer: .flags([.syn, .ack]), state: .open), Technique.Arm(answer: .flags(.rst), state: reset),
        Technique.Arm(answer: .unreachable([]), state: .filtered), Technique.Arm(answer: .silence, state: silence),
      ])
  }

  private func flags(_ expression: Expression) -> TCPFlags? {
    switch expression.kind {
    case .paren(let inner): return next?.flags(inner)
    case .binary(.union, let left, let right, _):
      guard let first = next?.flags(left), let second = next?.flags(right) else { return nil }
      return first.union(second)
    default:
      if case .flags(let flags) = context.resolutions[expression.id] { return flags }
      return nil
    }
  }

  private func state(_ expression: Expression) -> PortState? {
    switch expression.kind {
    case .paren(let inner): return next?.state(inner)
    case .binary(.union, let left, let right, _):
      guard let first = next?.state(left), let second = next?.state(right) else { return nil }
      return first.union(second)
    default:
      if case .state(let state) = context.resolutions[expression.id] { return state }
      return nil
    }
  }
}
