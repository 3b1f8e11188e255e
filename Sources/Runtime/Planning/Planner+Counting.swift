// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// A scan's clauses as numbers: targets, jobs, packets, time.
extension Planner {
  /// What a plan knows of a scan before counting.
  struct ScanCount {
    let settings: ScanSettings
    /// Addresses that are known, without those that `--exclude` takes out.
    let known: TargetSet
    /// Names whose addresses are not known.
    let names: [String]
    let targets: CountBounds
    /// Ports that some technique asks.
    let ports: [Port]
    let portsAreKnown: Bool
    let bounds: JobBounds
  }

  /// The addresses of a scan: known ones, names, and those that only the run knows.
  func targets(
    _ settings: ScanSettings, more: CountBounds, _ node: Int32
  ) throws(Failure) -> (TargetSet, [String], CountBounds) {
    let object = settings.targets
    let asked = object.names + object.excludedNames
    asked.forEach(addName)
    for name in asked {
      guard let result = resolved?[name], result.addresses.isEmpty else { continue }
      let trap = session.frame.trap(
        .nameNotResolved, node, "\(LiteralText.quoted(name)) has no address: \(result.error ?? "unknown")")
      throw failure(trap)
    }
    let set = object.resolved({ resolved?[$0]?.addresses ?? [] }, canonical: CanonicalRanges.canonical)
    let known = set.subtracting(CanonicalRanges.canonical(session.options.exclude))
    do throws(Trap) {
      guard !known.isEmpty || !more.isZero || (resolved == nil && !asked.isEmpty) else {
        throw session.frame.trap(.emptyTargets, node, "the target set is empty: there is nothing to scan")
      }
      try session.checkScope(known, node)
      try session.checkSize(known, node)
    } catch {
      throw failure(error)
    }
    guard resolved == nil, !asked.isEmpty else {
      return (known, [], CountBounds(exactly: UInt64(clamping: known.count)) + more)
    }
    note("\(asked.count == 1 ? "a name is" : "names are") not looked up: no bound on their addresses; --resolve asks")
    doubt.trap = true
    // A name may stand for an address that is in the set already, or is left out.
    let least = object.excludedNames.isEmpty ? max(UInt64(clamping: known.count), 1) : 0
    return (
      known, object.names,
      CountBounds(least: least, most: object.names.isEmpty ? UInt64(clamping: known.count) : nil) + more
    )
  }

  /// Ports with the techniques that ask them.
  func ports(_ settings: ScanSettings, _ node: Int32) throws(Failure) -> ([Port], jobs: UInt64) {
    let ports = settings.askedPorts
    guard !ports.isEmpty else { throw failure(session.frame.trap(.badArgument, node, settings.noPortsText)) }
    return (ports, UInt64(settings.probes(of: ports).count))
  }

  /// The search for hosts: none for a single address, unless it is asked for.
  func search(
    _ settings: ScanSettings, _ targets: CountBounds, _ known: TargetSet, _ timeout: ScanDuration, _ node: Int32
  ) throws(Failure) -> JobBounds.Search? {
    var wish = settings
    var isCertain = true
    if case .usual = settings.discovery {
      if targets.most == 1 { return nil }
      isCertain = targets.least > 1
      wish.discovery = .auto
    }
    do throws(Trap) {
      guard let plan = try session.discoveryPlan(wish, known, node) else { return nil }
      return JobBounds.Search(
        probesPerHost: UInt64(plan.probesPerHost), packetsPerTry: packetsPerTry(plan.techniques, timeout),
        isCertain: isCertain)
    } catch {
      throw failure(error)
    }
  }

  /// The most packets of one try by any technique of the scan.
  func packetsPerTry(_ techniques: [Technique], _ timeout: ScanDuration) -> UInt64 {
    techniques.map { technique in
      technique.send == .connect
        ? AttemptTraffic(timeout: timeout, kernelIsLinear: AttemptTraffic.kernelIsLinear).mostPackets : 1
    }.max() ?? 1
  }

  /// The ceiling in force: the lowest of the scan's, the command line's and the operator's.
  func rate(_ settings: ScanSettings, _ known: TargetSet) -> (all: Rate?, perHost: Rate?) {
    let outer = Rate.least(session.options.rate, session.options.scope.rate)
    // Of targets that are not known yet nothing can be said.
    let usual = known.isEmpty ? nil : session.usualRate(known)
    return (
      Rate.least(settings.rate ?? usual, outer), Rate.least(settings.ratePerHost, session.options.scope.ratePerHost)
    )
  }

  /// Microseconds that one run of a scan takes at its rate: the least for certain, the most as an estimate from pacing
  /// and from waiting for silence, `nil` without a rate.
  func time(_ count: ScanCount) -> CountBounds {
    let (all, perHost) = rate(count.settings, count.known)
    let packets = count.bounds.packets
    var least = PacedTime(all).least(packets.least)
    if let perHost, count.targets.least > 0 {
      least = max(least, PacedTime(perHost).least(packets.least / max(1, count.targets.most ?? .max)))
    }
    var most: UInt64?
    if all != nil || perHost != nil, let packets = packets.most {
      let wait = AttemptTraffic(
        timeout: count.settings.timeout, kernelIsLinear: AttemptTraffic.kernelIsLinear
      ).wait
      let sweeps = UInt64(count.settings.confirm) * UInt64(1 + min(count.settings.retries, AttemptTraffic.mostRetries))
      let waiting = UInt64(clamping: wait.microseconds).multipliedClamping(by: sweeps)
      let hosts = max(1, count.targets.least)
      most = max(PacedTime(all).most(packets), PacedTime(perHost).most(packets / hosts)).addingClamping(waiting)
    }
    guard let deadline = count.settings.deadline else {
      return CountBounds(least: least, most: most.map { max($0, least) })
    }
    let limit = UInt64(clamping: deadline.microseconds)
    return CountBounds(least: min(least, limit), most: min(most ?? limit, limit))
  }

  /// Bits a second at the rate by the largest probe, headers of IP, TCP and UDP included and of the link excluded. Linux
  /// puts 20 bytes of options into a SYN (MSS, SACK, timestamps, window scale).
  func bandwidth(_ count: ScanCount) -> UInt64? {
    guard let rate = rate(count.settings, count.known).all else { return nil }
    let hasV6 = count.known.ranges.contains { $0.first.isV6 } || count.known.isEmpty
    let largest = count.settings.techniques.map { technique in
      (technique.transport == .tcp ? 40 : 8) + (technique.options.payload?.count ?? 0)
    }
    let bits = rate.eventsPerSecond * Double((hasV6 ? 40 : 20) + (largest.max() ?? 40)) * 8
    return UInt64(exactly: bits.rounded(.down)) ?? .max
  }
}

/// How long packets take at a rate; without one, no time.
struct PacedTime {
  private let perSecond: Double?

  init(_ rate: Rate?) { perSecond = rate?.eventsPerSecond }

  /// Microseconds that so many packets take at least: a burst of 5 ms worth, at least one packet, leaves at once.
  func least(_ packets: UInt64) -> UInt64 {
    guard let perSecond, perSecond > 0 else { return 0 }
    let burst = max(1, (perSecond * 0.005).rounded(.down))
    return Self.microseconds(max(0, Double(packets) - burst) / perSecond)
  }

  /// Microseconds that so many packets take when nothing else holds them back.
  func most(_ packets: UInt64) -> UInt64 {
    guard let perSecond, perSecond > 0 else { return 0 }
    return Self.microseconds(Double(packets) / perSecond)
  }

  private static func microseconds(_ seconds: Double) -> UInt64 {
    let time = seconds * 1_000_000
    return time < 9e18 ? UInt64(time) : 9_000_000_000_000_000_000
  }
}
