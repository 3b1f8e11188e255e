// SPDX-License-Identifier: GPL-3.0-or-later

/// How many sockets may be open at once: starts from the descriptor limit and follows what the system really gives.
struct DescriptorWindow: Sendable {
  private let ceiling: Int
  private var current: Int
  private var exhaustedAt: MonotonicTime?
  private var blockedUntil = MonotonicTime(nanoseconds: 0)

  /// A window for a process that may open `limit` files, of which some are left for everything else.
  init(limit: UInt64) {
    let whole = Int(clamping: limit)
    ceiling = max(1, whole - min(64, whole / 4))
    current = ceiling
  }

  /// The number of sockets that may be open now.
  var limit: Int { current }

  /// Whether another socket may be opened beside `open` others.
  func hasRoom(open: Int, now: MonotonicTime) -> Bool {
    open < current && now >= blockedUntil
  }

  /// Until when opening is pointless, if it is.
  func retryTime(after now: MonotonicTime) -> MonotonicTime? {
    now < blockedUntil ? blockedUntil : nil
  }

  /// When another socket may be opened beside `open` others: now, later, or (`nil`) when one of them is closed.
  func nextChance(open: Int, now: MonotonicTime) -> MonotonicTime? {
    hasRoom(open: open, now: now) ? now : retryTime(after: now)
  }

  /// Takes in that the system gave no more, with `open` sockets in our hands.
  mutating func exhausted(open: Int, now: MonotonicTime) {
    current = max(1, min(current, open))
    exhaustedAt = now
    blockedUntil = now.advanced(byNanoseconds: 5_000_000)
  }

  /// Opens the window again, an eighth each 100 ms after the last exhaustion.
  mutating func recover(now: MonotonicTime) {
    guard let last = exhaustedAt, now.nanoseconds(since: last) >= 100_000_000 else { return }
    current = min(ceiling, current + max(1, current / 8))
    exhaustedAt = current < ceiling ? now : nil
  }
}
