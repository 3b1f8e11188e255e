// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// What one follow-up costs.
struct FollowUpCost {
  /// The builtin.
  let name: String
  /// Packets that the gate counts.
  let packets: CountBounds
  /// Packets that the kernel sends by itself.
  let kernel: CountBounds
  /// Packets of a single one, at most.
  let mostEach: UInt64?
}

/// Builtins that wait.
extension Planner {
  /// Counts a follow-up; its result is known in the run alone.
  func followUp(
    _ builtin: Builtin, _ arguments: [Argument], _ expression: Expression
  ) throws(Failure) -> PlanValue {
    let sources = program.arguments[expression.id] ?? []
    var values: [PlanValue] = []
    for argument in arguments { values.append(try evaluate(argument.value)) }
    // It is an argument that waits.
    guard BuiltinTable.row(builtin).waits else { return .unknown(extent(expression)) }
    /// The value of a parameter by its place in the table: `none` where it is left out, `nil` where it is not known.
    func value(_ name: String) -> Value? {
      guard let place = BuiltinTable.row(builtin).parameters.firstIndex(where: { $0.name == name }),
        place < sources.count,
        case .argument(let number) = sources[place]
      else { return Value.none }
      return values[number].value
    }
    // The name of a target may have no address: then nothing is sent.
    if isName(value("target")) { doubt.trap = true }
    switch builtin.rawValue {
    case "sleep": return .known(.none)
    case "probe": add(probeCost(tries: value("tries"), timeout: value("timeout"), using: value("using")), expression)
    case "banner":
      add(bannerCost(send: value("send"), wait: value("wait"), timeout: value("timeout")), expression)
    case "tls", "ssh": add(talkCost(builtin, timeout: value("timeout"), bytes: builtin == .tls ? 9 : 0), expression)
    case "http": add(talkCost(builtin, timeout: value("timeout"), bytes: nil), expression)
    // A server that says nothing is asked for a page, over a connection of its own.
    case "service": add(talkCost(builtin, timeout: value("timeout"), bytes: 18, connections: 2), expression)
    case "ping": add(echoCost(builtin, most: value("tries"), usual: 3, each: 1), expression)
    case "traceroute": add(echoCost(builtin, most: value("hops"), usual: 30, each: 3), expression)
    case "resolve", "reverse", "dns":
      add(FollowUpCost(name: builtin.rawValue, packets: .zero, kernel: .zero, mostEach: 0), expression)
      ledger.addLookups(doubt.isNone ? .one : .perhapsOne)
      if builtin != .reverse { noteName(value("name")) }
    default:
      // A builtin that this plan has no rule for: it may send anything.
      note("\(place(expression.id)) calls \(builtin.rawValue), of which a plan has no bound")
      add(FollowUpCost(name: builtin.rawValue, packets: .any, kernel: .any, mostEach: nil), expression)
    }
    lookUpTarget(value("target"))
    doubt.trap = true
    return .unknown(extent(expression))
  }

  /// A follow-up by name looks the name up first.
  private func lookUpTarget(_ target: Value?) {
    guard isName(target) else { return }
    ledger.addLookups(.perhapsOne)
    noteName(target)
  }

  private func isName(_ target: Value?) -> Bool {
    guard let text = target?.asText, let targets = Conversion.targets(.text(text)) else { return false }
    return targets.set.isEmpty
  }

  private func noteName(_ value: Value?) {
    if let name = value?.asText { addName(name) }
  }

  /// Adds a follow-up at its place.
  func add(_ cost: FollowUpCost, _ expression: Expression) {
    let isReached = doubt.isNone
    ledger.add(
      PlannedFollowUp(
        node: expression.id, name: cost.name, place: place(expression.id), handler: nil,
        runs: isReached ? .one : .perhapsOne, packets: isReached ? cost.packets : cost.packets.orNothing,
        kernel: isSimulated ? .zero : cost.kernel.orNothing, mostEach: cost.mostEach))
  }

  // MARK: Costs

  /// `probe`: one job, asked up to `tries` times.
  private func probeCost(tries: Value?, timeout: Value?, using: Value?) -> FollowUpCost {
    var most: UInt64 = 3
    switch tries {
    case .int(let number)?: most = UInt64(clamping: min(max(number, 1), AttemptTraffic.mostRetries + 1))
    case .some(.none): break
    default: most = 100
    }
    let perTry = connectPackets(timeout, standard: 1_000_000)
    let isRaw = using?.asTechnique.map { $0.send != .connect } ?? false
    let packets = most * (isRaw ? 1 : perTry)
    return FollowUpCost(
      name: "probe", packets: CountBounds(least: 1, most: packets), kernel: .upTo(2 * most), mostEach: packets)
  }

  /// `banner`: one connection.
  private func bannerCost(send: Value?, wait: Value?, timeout: Value?) -> FollowUpCost {
    let usual = max(5_000_000, (microseconds(wait) ?? 2_000_000) &+ 2_000_000)
    let packets = connectPackets(timeout, standard: wait == nil ? .max : usual)
    let longest = microseconds(timeout) ?? (wait == nil ? 3_600_000_000 : usual)
    let bytes: UInt64?
    switch send {
    case .some(.none): bytes = 0
    case let value?: bytes = UInt64(value.asText?.utf8.count ?? value.asBytes?.count ?? 0)
    default: bytes = nil
    }
    let kernel = bytes.map {
      KernelTraffic.ofConversation(bytes: $0, timeout: ScanDuration(microseconds: max(longest, 1)))
    }
    return FollowUpCost(
      name: "banner", packets: CountBounds(least: 1, most: packets), kernel: .upTo(kernel), mostEach: packets)
  }

  /// `tls`, `http`, `ssh`, `service`: connections one after the other, which say `bytes` bytes in all.
  private func talkCost(
    _ builtin: Builtin, timeout: Value?, bytes: UInt64?, connections: UInt64 = 1
  ) -> FollowUpCost {
    let packets = connections * connectPackets(timeout, standard: 5_000_000)
    let longest: Int64? =
      switch timeout {
      case .some(.none): 5_000_000
      default: microseconds(timeout)
      }
    let kernel = bytes.map { bytes in
      let wait = ScanDuration(microseconds: max(longest ?? 3_600_000_000, 1))
      return KernelTraffic.ofConversation(bytes: bytes, timeout: wait).multipliedClamping(by: connections)
    }
    return cost(of: builtin, most: packets, kernel: kernel)
  }

  /// `ping`, `traceroute`: so many tries or hops, each of them asked up to `each` times.
  private func echoCost(_ builtin: Builtin, most: Value?, usual: UInt64, each: UInt64) -> FollowUpCost {
    let count: UInt64 =
      switch most {
      case .int(let number)?: UInt64(clamping: min(max(number, 1), 255))
      case .some(.none): usual
      default: 255
      }
    return cost(of: builtin, most: count * each, kernel: 0)
  }

  /// The cost of a builtin that sends a packet at least, where this version has a client for it.
  private func cost(of builtin: Builtin, most: UInt64, kernel: UInt64?) -> FollowUpCost {
    let isCertain = isSimulated || !Builtin.onSimulatedNetworksAlone.contains(builtin)
    return FollowUpCost(
      name: builtin.rawValue, packets: CountBounds(least: isCertain ? 1 : 0, most: most), kernel: .upTo(kernel),
      mostEach: most)
  }

  /// The most SYN segments of one attempt that waits `timeout`, else `standard`; the longest where it is not known.
  private func connectPackets(_ timeout: Value?, standard: Int64) -> UInt64 {
    let wait: Int64
    switch timeout {
    case .duration(let microseconds)?: wait = microseconds
    case .some(.none): wait = standard
    default: wait = .max
    }
    return AttemptTraffic(
      timeout: ScanDuration(microseconds: max(wait, 1)), kernelIsLinear: AttemptTraffic.kernelIsLinear
    ).mostPackets
  }

  private func microseconds(_ value: Value?) -> Int64? {
    if case .duration(let time)? = value { return time }
    return nil
  }
}
