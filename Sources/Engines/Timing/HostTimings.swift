// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Round-trip estimates of many hosts in bounded memory.
///
/// An open-addressed table of at most 16,384 hosts with short probe runs. When a run is full its first host is forgotten;
/// a forgotten host is simply waited for as long as an unmeasured one.
struct HostTimings: Sendable {
  private struct Entry: Sendable {
    var host: Address
    var estimator = RoundTripEstimator()
  }

  private static let run = 8
  private let ceiling: UInt64
  private let mask: Int
  private var entries: [Entry]
  /// A few bits of the hash of each entry's host, 0 for none: a run of them lies in one cache line, that of the entries in
  /// eight, which would be fetched for every host that is not known.
  private var tags: [UInt8]
  /// Where the last host asked for sits, so that a scan of one host computes no hash.
  private var last = 0

  /// Makes room for `hosts` hosts; unmeasured ones are waited for `ceiling` nanoseconds.
  init(hosts: UInt128, ceiling: UInt64) {
    self.ceiling = ceiling
    var size = 16
    while size < 16_384, UInt128(size) < hosts * 2 { size *= 2 }
    mask = size - 1
    let empty = Entry(host: Address(v4: 0))
    entries = Array(repeating: empty, count: size)
    tags = Array(repeating: 0, count: size)
  }

  /// The shortest wait that any host can have.
  var shortest: UInt64 { min(ceiling, RoundTripEstimator.floor) }

  /// How long to wait for an answer of `host`, in nanoseconds.
  mutating func timeout(of host: Address) -> UInt64 {
    guard let place = place(of: host) else { return ceiling }
    return entries[place].estimator.timeout(ceiling: ceiling)
  }

  /// Whether a round trip of `host` is known.
  func isMeasured(_ host: Address) -> Bool { find(host) != nil }

  /// The same, without remembering where the host was found.
  func knownTimeout(of host: Address) -> UInt64 {
    find(host).map { entries[$0].estimator.timeout(ceiling: ceiling) } ?? ceiling
  }

  /// Takes in a measured round trip of `host`, in nanoseconds; true when it is the first that is remembered.
  @discardableResult
  mutating func add(_ roundTrip: UInt64, for host: Address) -> Bool {
    if let place = place(of: host) {
      entries[place].estimator.add(roundTrip)
      return false
    }
    let (home, tag) = home(of: host)
    var chosen = home
    for step in 0..<Self.run where tags[(home + step) & mask] == 0 {
      chosen = (home + step) & mask
      break
    }
    entries[chosen] = Entry(host: host)
    tags[chosen] = tag
    entries[chosen].estimator.add(roundTrip)
    last = chosen
    return true
  }

  private mutating func place(of host: Address) -> Int? {
    guard let place = find(host) else { return nil }
    last = place
    return place
  }

  private func find(_ host: Address) -> Int? {
    if tags[last] != 0, entries[last].host == host { return last }
    let (home, tag) = home(of: host)
    for step in 0..<Self.run {
      let place = (home + step) & mask
      if tags[place] == tag, entries[place].host == host { return place }
    }
    return nil
  }

  private func home(of host: Address) -> (place: Int, tag: UInt8) {
    var mixed = (host.high ^ (host.low &* 0x9E37_79B9_7F4A_7C15)) &* 0xBF58_476D_1CE4_E5B9
    mixed ^= mixed >> 31
    return (Int(truncatingIfNeeded: mixed) & mask, UInt8(truncatingIfNeeded: mixed >> 56) | 1)
  }
}
