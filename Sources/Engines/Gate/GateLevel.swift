// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// What one gate of a family counts and limits; guarded by the family's lock.
struct GateLevel: Sendable {
  /// Packets let through by this gate and its children, refunds taken off.
  var sent: UInt64 = 0
  /// Most packets of the whole run.
  var packetLimit: UInt64?
  /// What a script's own narrower scope leaves, in canonical form.
  var restriction: TargetSet?
  /// What is taken away from it.
  var denied = ClosedAddresses()
  /// Whether nothing may leave any more.
  var isClosed = false
  private var pacing: Pacing?
  private var pace = Pacing.State()
  private var hosts: HostPacing?

  /// A level with the given ceilings.
  init(packetLimit: UInt64? = nil, rate: Rate?, perHost: Rate?) {
    self.packetLimit = packetLimit
    pacing = rate.map(Pacing.init)
    hosts = perHost.map(HostPacing.init)
  }

  /// Puts another ceiling on the rate, from now on.
  mutating func setRate(_ rate: Rate) {
    pacing = Pacing(rate)
    pace = Pacing.State()
  }

  /// The lowest address of a set in canonical form that this level's scope refuses.
  func firstOutside(_ set: TargetSet) -> Address? {
    let outside = [restriction.flatMap { set.subtracting($0).ranges.first?.first }, denied.first(in: set)]
    return outside.compactMap { $0 }.min()
  }

  /// Whether `packets` to `address` may leave, unless the level is closed; changes nothing.
  func judge(_ address: Address, packets: UInt64, now: UInt64) -> SendGate.Admission {
    if let restriction, !restriction.contains(address) { return .refused(.scope(address)) }
    if denied.contains(address) { return .refused(.scope(address)) }
    if let packetLimit, sent + packets > packetLimit { return .refused(.packetLimit) }
    if let until = hosts?.wait(for: packets, to: address, now: now) {
      return .waitForHost(until: MonotonicTime(nanoseconds: until))
    }
    if let pacing, let until = pacing.wait(for: packets, in: pace, now: now) {
      return .wait(until: MonotonicTime(nanoseconds: until))
    }
    return .send
  }

  /// Counts `packets` that leave now.
  mutating func commit(_ address: Address, packets: UInt64, now: UInt64) {
    sent += packets
    if let pacing { pacing.take(packets, from: &pace, now: now) }
    hosts?.take(packets, for: address, now: now)
  }

  /// Takes back `packets` that did not leave.
  mutating func refund(_ address: Address?, packets: UInt64) {
    sent -= min(sent, packets)
    if let pacing { pacing.giveBack(packets, to: &pace) }
    if let address { hosts?.giveBack(packets, to: address) }
  }

  /// Takes back a packet that did not leave, while something else did.
  mutating func exchange(_ address: Address) {
    sent -= min(sent, 1)
    hosts?.giveBack(1, to: address)
  }
}
