// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// One packet rate per address. Addresses that are idle need no memory: their state equals that of a new one.
struct HostPacing: Sendable {
  private let rule: Pacing
  private var states: [Address: Pacing.State] = [:]
  private var purgeAt = 1024

  /// Paces every address by `rate`.
  init(_ rate: Rate) {
    rule = Pacing(rate)
  }

  /// Number of addresses remembered at present.
  var remembered: Int { states.count }

  /// When `packets` more may go to `address`; `nil` when they may now.
  func wait(for packets: UInt64, to address: Address, now: UInt64) -> UInt64? {
    rule.wait(for: packets, in: states[address] ?? Pacing.State(), now: now)
  }

  /// Counts `packets` that leave for `address` now.
  mutating func take(_ packets: UInt64, for address: Address, now: UInt64) {
    if states.count >= purgeAt { forgetIdle(now: now) }
    rule.take(packets, from: &states[address, default: Pacing.State()], now: now)
  }

  /// Takes back `packets` that did not leave for `address`.
  mutating func giveBack(_ packets: UInt64, to address: Address) {
    guard var state = states[address] else { return }
    rule.giveBack(packets, to: &state)
    states[address] = state
  }

  private mutating func forgetIdle(now: UInt64) {
    states = states.filter { $0.value.due > now }
    purgeAt = max(1024, states.count * 2)
  }
}
