// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes

/// What discovery found out about each host of a target set: one byte a host, in pages that come when they are needed.
struct HostLedger {
  private static let isUpBit: UInt8 = 0x80
  private static let isDoubtfulBit: UInt8 = 0x40
  private static let pageSize: UInt64 = 1 << 16

  /// Bytes by page: 0 says nothing, else the bits above and the reason's number plus one.
  private var pages: [UInt64: [UInt8]] = [:]
  /// Hosts that answered.
  private(set) var up: UInt64 = 0
  /// Hosts without an answer of their own about which a verdict cannot be trusted.
  private(set) var doubtful: UInt64 = 0

  /// Takes in an answer of the host itself; false when it was known to be up.
  mutating func markUp(_ place: UInt64, _ reason: Reason) -> Bool {
    let old = self[place]
    guard old & Self.isUpBit == 0 else { return false }
    if old & Self.isDoubtfulBit != 0 { doubtful -= 1 }
    self[place] = Self.isUpBit | (reason.rawValue + 1)
    up += 1
    return true
  }

  /// Takes in silence, or what a router said of the host.
  mutating func note(_ place: UInt64, _ reason: Reason, isTrusted: Bool) {
    let old = self[place]
    guard old & Self.isUpBit == 0 else { return }
    var new = old
    if reason != .noResponse { new = old & Self.isDoubtfulBit | (reason.rawValue + 1) }
    if !isTrusted, old & Self.isDoubtfulBit == 0 {
      new |= Self.isDoubtfulBit
      doubtful += 1
    }
    if new != old { self[place] = new }
  }

  /// Whether a host answered.
  func isUp(_ place: UInt64) -> Bool { self[place] & Self.isUpBit != 0 }

  /// What is known of a host, `noResponse` when nothing came.
  func reason(of place: UInt64) -> Reason {
    let number = self[place] & 0x3F
    return number == 0 ? .noResponse : Reason(rawValue: number - 1) ?? .noResponse
  }

  /// The hosts that answered, in their order, without those that `isLeftOut` names.
  func selection(isLeftOut: (UInt64) -> Bool) -> HostSelection {
    var selection = HostSelection()
    for page in pages.keys.sorted() {
      for (offset, byte) in (pages[page] ?? []).enumerated() where byte & Self.isUpBit != 0 {
        let place = page * Self.pageSize + UInt64(offset)
        if !isLeftOut(place) { selection.append(place) }
      }
    }
    return selection
  }

  /// Whether a host is down for all that is known: silent, or told of by a router, and nothing speaks against it.
  func isDown(_ place: UInt64) -> Bool { self[place] & (Self.isUpBit | Self.isDoubtfulBit) == 0 }

  /// The places of the hosts that are not down, rising.
  func notDown() -> [UInt64] {
    var places: [UInt64] = []
    for page in pages.keys.sorted() {
      for (offset, byte) in (pages[page] ?? []).enumerated()
      where byte & (Self.isUpBit | Self.isDoubtfulBit) != 0 {
        places.append(page * Self.pageSize + UInt64(offset))
      }
    }
    return places
  }

  private subscript(place: UInt64) -> UInt8 {
    get { pages[place / Self.pageSize].map { $0[Int(place % Self.pageSize)] } ?? 0 }
    set {
      pages[place / Self.pageSize, default: Array(repeating: 0, count: Int(Self.pageSize))][
        Int(place % Self.pageSize)] = newValue
    }
  }
}
