// SPDX-License-Identifier: GPL-3.0-or-later

/// Which attempts want the kernel's next resend of their SYN, and from when the gate may be asked for it.
///
/// The question is put well before the resend leaves, because a paced gate lets few packets through at one moment.
struct ResendBook: Sendable {
  /// One attempt's wish.
  struct Wish: Sendable {
    let attempt: AttemptID
    let serial: UInt64
  }

  /// The earliest question, counted from the packet before.
  private static let lead: UInt64 = 200_000_000
  private static let interval: UInt64 = 1_000_000_000

  private var wishes = TimerHeap<Wish>()

  /// Notes an attempt whose packet number `number`, from 0, left or will leave `number` seconds after `sentAt`.
  mutating func add(_ id: AttemptID, _ attempt: Attempt, after number: Int) {
    let due = attempt.sentAt.advanced(byNanoseconds: Self.lead + UInt64(number) * Self.interval)
    add(Wish(attempt: id, serial: attempt.serial), due: due)
  }

  /// Notes a wish again, for later.
  mutating func add(_ wish: Wish, due: MonotonicTime) { wishes.add(wish, due: due) }

  /// The wish that is due first.
  mutating func next(_ now: MonotonicTime) -> Wish? { wishes.popDue(now) }
}
