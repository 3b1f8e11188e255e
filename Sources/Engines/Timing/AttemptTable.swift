// SPDX-License-Identifier: GPL-3.0-or-later

/// One probe on its way.
struct Attempt: Sendable {
  /// The job it asks.
  var job: ProbeJob
  /// The job's position in walking order.
  var position: UInt64
  /// When it was sent.
  var sentAt: MonotonicTime
  /// Number of this try of the job, from 1.
  var tries: UInt8
  /// Whatever the engine wants to find again, such as a socket slot.
  var tag: UInt32
  /// Tells this attempt from others in the same slot; 0 when it is over.
  var serial: UInt64 = 0
  /// Its place in the table.
  var slot: UInt32 = 0
  /// Whether its end is known from its host's own round trips.
  var isTimed = false
  /// How many resends of the kernel the gate has let through.
  var resends: UInt8 = 0
  /// Whether it waits for its next hop and has not left.
  var isParked = false

  /// The same try of the same job, to be sent again.
  var candidate: ProbeScheduler.Candidate { .init(position: position, tries: tries) }
}

/// Names a probe on its way until it is answered or given up.
struct AttemptID: Hashable, Sendable {
  let slot: UInt32
}

/// The probes on their way, in order of sending. Slots are reused, so memory follows the window and not the scan.
struct AttemptTable: Sendable {
  private struct Link: Sendable {
    var attempt: Attempt
    var previous: UInt32
    var next: UInt32
  }

  private static let none = UInt32.max
  private var links: [Link] = []
  private var free: [UInt32] = []
  private var oldest = none
  private var newest = none
  private var serials: UInt64 = 0
  /// Number of probes on their way.
  private(set) var count = 0

  /// Adds a probe that was sent no earlier than all others.
  mutating func add(_ attempt: Attempt) -> AttemptID {
    var link = Link(attempt: attempt, previous: newest, next: Self.none)
    serials += 1
    link.attempt.serial = serials
    let slot: UInt32
    if let reused = free.popLast() {
      slot = reused
      link.attempt.slot = slot
      links[Int(slot)] = link
    } else {
      slot = UInt32(links.count)
      link.attempt.slot = slot
      links.append(link)
    }
    if newest == Self.none { oldest = slot } else { links[Int(newest)].next = slot }
    newest = slot
    count += 1
    return AttemptID(slot: slot)
  }

  /// Takes a probe out.
  mutating func remove(_ id: AttemptID) -> Attempt {
    let link = links[Int(id.slot)]
    if link.previous == Self.none { oldest = link.next } else { links[Int(link.previous)].next = link.next }
    if link.next == Self.none { newest = link.previous } else { links[Int(link.next)].previous = link.previous }
    links[Int(id.slot)].attempt.serial = 0
    free.append(id.slot)
    count -= 1
    return link.attempt
  }

  /// The probe under `id`.
  subscript(id: AttemptID) -> Attempt { links[Int(id.slot)].attempt }

  /// Notes that its end is known.
  mutating func setTimed(_ id: AttemptID) { links[Int(id.slot)].attempt.isTimed = true }

  /// Notes that the gate has let another resend of the kernel through.
  mutating func addResend(_ id: AttemptID) { links[Int(id.slot)].attempt.resends += 1 }

  /// Notes that it has not left.
  mutating func park(_ id: AttemptID) { links[Int(id.slot)].attempt.isParked = true }

  /// Notes that it may not leave after all.
  mutating func removeResend(_ id: AttemptID) { links[Int(id.slot)].attempt.resends -= 1 }

  /// The probe that was sent first.
  var first: AttemptID? { oldest == Self.none ? nil : AttemptID(slot: oldest) }

  /// The probe sent after `id`.
  func next(after id: AttemptID) -> AttemptID? {
    let next = links[Int(id.slot)].next
    return next == Self.none ? nil : AttemptID(slot: next)
  }
}
