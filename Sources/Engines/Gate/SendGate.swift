// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import Synchronization

/// The one door that every packet of a run passes: scope, packet limit, rate, rate per host.
///
/// Engines and follow-ups ask it before each packet; only look-ups of names go another way, to the system's resolver.
/// Gates form a family: what a child lets through counts against all its ancestors. Any thread may ask; all members of a
/// family share one lock, so that a packet is counted everywhere or nowhere.
public final class SendGate: Sendable {
  /// Why a packet may never leave.
  public enum Refusal: Hashable, Sendable {
    /// The address is outside the operator's scope or the script's narrower one.
    case scope(Address)
    /// The run's packet limit is reached.
    case packetLimit
    /// The gate, or one above it, was closed.
    case closed
  }

  /// The answer to the question whether a packet may leave.
  public enum Verdict: Hashable, Sendable {
    /// It may, and has been counted.
    case send
    /// Not before this moment; ask again then.
    case wait(until: MonotonicTime)
    /// Never.
    case refused(Refusal)
  }

  /// A verdict that also tells apart whom the wait is for.
  enum Admission: Hashable, Sendable {
    case send
    /// No packet may leave before this moment.
    case wait(until: MonotonicTime)
    /// Packets to other hosts may leave earlier.
    case waitForHost(until: MonotonicTime)
    case refused(Refusal)
  }

  /// The operator's scope.
  public let scope: Scope
  private let parent: SendGate?
  private let family: GateFamily
  /// Places of this gate's ancestors and, last, of itself in the family.
  private let path: [Int]

  /// Makes the gate of a run. Where the scope sets a rate too, the lower one holds.
  public init(scope: Scope, packetLimit: UInt64? = nil, rate: Rate? = nil, perHost: Rate? = nil) {
    self.scope = scope
    parent = nil
    let level = GateLevel(
      packetLimit: packetLimit, rate: Self.lower(rate, scope.rate), perHost: Self.lower(perHost, scope.ratePerHost))
    family = GateFamily()
    path = [family.add(level)]
  }

  private init(parent: SendGate, level: GateLevel) {
    scope = parent.scope
    self.parent = parent
    family = parent.family
    path = parent.path + [family.add(level)]
  }

  deinit {
    if let own = path.last { family.remove(own) }
  }

  /// A gate below this one with ceilings of its own, for one scan or a nested one.
  public func narrowed(rate: Rate?, perHost: Rate?) -> SendGate {
    SendGate(parent: self, level: GateLevel(rate: rate, perHost: perHost))
  }

  /// A gate below this one that lets so many packets through, for one piece of work of a session.
  public func narrowed(packetLimit: UInt64?) -> SendGate {
    SendGate(parent: self, level: GateLevel(packetLimit: packetLimit, rate: nil, perHost: nil))
  }

  /// Puts another ceiling on the rate of this gate and its children; those above it go on holding.
  public func setRate(_ rate: Rate) { change { $0.setRate(rate) } }

  /// Asks to send `packets` to `address` at the moment `now`; `.send` has counted them already.
  public func admit(_ address: Address, packets: Int = 1, now: MonotonicTime) -> Verdict {
    switch admission(of: address, packets: packets, now: now) {
    case .send: .send
    case .wait(let until), .waitForHost(let until): .wait(until: until)
    case .refused(let refusal): .refused(refusal)
    }
  }

  /// Like `admit`, but says whether only this host has to wait.
  func admission(of address: Address, packets: Int = 1, now: MonotonicTime) -> Admission {
    let judged = address.judged
    let isInScope = scope.permits(judged: judged)
    return family.levels.withLock { levels in
      for place in path where levels[place].isClosed { return .refused(.closed) }
      guard isInScope else { return .refused(.scope(address)) }
      for place in path {
        let answer = levels[place].judge(judged, packets: UInt64(packets), now: now.nanoseconds)
        if answer != .send { return answer }
      }
      for place in path { levels[place].commit(judged, packets: UInt64(packets), now: now.nanoseconds) }
      return .send
    }
  }

  /// Whether this gate or one above it lets only so many packets through.
  var hasPacketLimit: Bool {
    family.levels.withLock { levels in path.contains { levels[$0].packetLimit != nil } }
  }

  /// Takes back admitted packets that the kernel did not send; with `address`, also from that host's rate.
  public func refund(_ address: Address? = nil, packets: Int = 1) {
    let judged = address?.judged
    family.levels.withLock { levels in
      for place in path { levels[place].refund(judged, packets: UInt64(packets)) }
    }
  }

  /// Takes back a packet that was admitted for `address` and did not leave, but for the time that it took of the rates of
  /// the levels: something else left in its place that is no packet of the scan.
  public func exchange(_ address: Address) {
    let judged = address.judged
    family.levels.withLock { levels in
      for place in path { levels[place].exchange(judged) }
    }
  }

  /// Narrows what this gate and its children let through to `targets`; what was excluded before stays excluded.
  public func restrict(to targets: TargetSet) {
    let canonical = CanonicalRanges.opened(targets)
    change { $0.restriction = $0.restriction.map { $0.intersection(canonical) } ?? canonical }
  }

  /// Takes `targets` away from what this gate and its children let through, for good.
  public func deny(_ targets: TargetSet) {
    change { $0.denied.close(targets) }
  }

  /// Ends all sending for good: from now on this gate and all below it refuse every packet with `.closed`, whatever its
  /// address. A packet that was admitted a moment before may just be on its way to the kernel.
  public func close() {
    change { $0.isClosed = true }
  }

  /// Whether this gate or one above it was closed.
  public var isClosed: Bool {
    family.levels.withLock { levels in path.contains { levels[$0].isClosed } }
  }

  private func change(_ body: (inout GateLevel) -> Void) {
    guard let own = path.last else { return }
    family.levels.withLock { body(&$0[own]) }
  }

  /// The first address of a set that this gate would refuse for its scope, without asking to send anything.
  public func firstOutside(_ set: TargetSet) -> Address? {
    if let outside = scope.firstOutside(set) { return outside }
    let canonical = CanonicalRanges.canonical(set)
    let levels = family.levels.withLock { levels in path.map { levels[$0] } }
    return levels.lazy.compactMap { $0.firstOutside(canonical) }.first
  }

  /// Whether the gate would let packets to an address through as far as scope is concerned.
  public func permits(_ address: Address) -> Bool { firstOutside(TargetSet(address)) == nil }

  /// Packets that this gate and its children let through.
  public var sent: UInt64 {
    guard let own = path.last else { return 0 }
    return family.levels.withLock { $0[own].sent }
  }

  private static func lower(_ left: Rate?, _ right: Rate?) -> Rate? {
    guard let left, let right else { return left ?? right }
    return left.eventsPerSecond <= right.eventsPerSecond ? left : right
  }
}

/// The levels of all gates that share a run, under one lock.
private final class GateFamily: Sendable {
  let levels = Mutex<[GateLevel]>([])
  private let free = Mutex<[Int]>([])

  /// Finds a place for `level`.
  func add(_ level: GateLevel) -> Int {
    let reused = free.withLock { $0.popLast() }
    return levels.withLock { levels in
      if let reused {
        levels[reused] = level
        return reused
      }
      levels.append(level)
      return levels.count - 1
    }
  }

  /// Frees the place of a gate that is gone.
  func remove(_ place: Int) {
    levels.withLock { $0[place] = GateLevel(rate: nil, perHost: nil) }
    free.withLock { $0.append(place) }
  }
}
