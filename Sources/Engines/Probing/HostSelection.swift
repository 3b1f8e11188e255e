// SPDX-License-Identifier: GPL-3.0-or-later

/// Some hosts of a target set, by their place in it: a bit each, counted so that the n-th is found at once.
///
/// A page of 65,536 hosts takes 8 KiB, and only when one of them is in; a full /8 takes 2 MiB.
public struct HostSelection: Hashable, Sendable {
  private static let pageBits: UInt64 = 16
  private static let wordsPerPage = 1024

  /// Numbers of the pages that hold a host, rising.
  private var pages: [UInt64] = []
  /// Hosts in all pages before the one at the same place.
  private var before: [UInt64] = []
  private var words: [UInt64] = []
  /// How many hosts are in.
  public private(set) var count: UInt64 = 0

  /// Selects nobody.
  public init() {}

  /// Selects one host more; places must rise from call to call.
  public mutating func append(_ place: UInt64) {
    let page = place >> Self.pageBits
    if pages.last != page {
      precondition(pages.last.map { $0 < page } ?? true, "places of hosts must rise")
      pages.append(page)
      before.append(count)
      words.append(contentsOf: repeatElement(0, count: Self.wordsPerPage))
    }
    let bit = Int(truncatingIfNeeded: place & 0xFFFF)
    let word = (pages.count - 1) * Self.wordsPerPage + bit >> 6
    let mask = UInt64(1) << UInt64(bit & 63)
    if words[word] & mask == 0 { count += 1 }
    words[word] |= mask
  }

  /// The place of the `number`-th host, counted from 0; `number` must be below `count`.
  public func place(of number: UInt64) -> UInt64 {
    precondition(number < count, "no such host in the selection")
    var low = 0
    var high = before.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if before[middle] <= number { low = middle } else { high = middle }
    }
    var left = Int(truncatingIfNeeded: number - before[low])
    var word = low * Self.wordsPerPage
    while words[word].nonzeroBitCount <= left {
      left -= words[word].nonzeroBitCount
      word += 1
    }
    var bits = words[word]
    for _ in 0..<left { bits &= bits - 1 }
    let offset = (word - low * Self.wordsPerPage) * 64 + bits.trailingZeroBitCount
    return pages[low] << Self.pageBits | UInt64(offset)
  }
}

/// Which hosts of a job space's targets are asked.
public enum HostChoice: Hashable, Sendable {
  /// All of them.
  case all
  /// Every `step`-th from `first` on: one shard of hosts.
  case every(step: UInt64, first: UInt64)
  /// Those found by discovery.
  case these(HostSelection)

  /// How many of `hosts` hosts are asked.
  func count(of hosts: UInt128) -> UInt128 {
    switch self {
    case .all: hosts
    case .every(let step, let first):
      hosts > UInt128(first) ? (hosts - UInt128(first) - 1) / UInt128(step) + 1 : 0
    case .these(let selection): UInt128(selection.count)
    }
  }

  /// The place among all hosts of the `number`-th that is asked.
  func place(of number: UInt64) -> UInt64 {
    switch self {
    case .all: number
    case .every(let step, let first): number * step + first
    case .these(let selection): selection.place(of: number)
    }
  }
}
