// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// A conversation as the engine's thread sees it.
struct Talk {
  /// How far a conversation is.
  enum Phase {
    /// Waits for the gate's rate.
    case paced
    /// Waits for a descriptor.
    case starved
    /// Waits for the handshake.
    case connecting
    /// Has more to say than the kernel took.
    case sending
    /// Waits for bytes.
    case listening
  }

  let order: TalkOrder
  /// The address that packets really go to.
  let target: Address
  let generation: UInt32
  var phase = Phase.paced
  var slot: UInt32?
  /// When the first packet left.
  var startedAt: MonotonicTime
  /// When something happens by itself.
  var due = MonotonicTime.distantFuture
  /// The due time under which the timer heap knows this talk.
  var armed = MonotonicTime.distantFuture
  /// How many of the kernel's own SYN resends the gate has let through.
  var resends = 0
  var sentCount = 0
  var rtt: Int32 = -1
  var received: [UInt8] = []

  /// When the whole exchange must be over.
  var deadline: MonotonicTime { startedAt.advanced(by: order.conversation.timeout) }
}

/// All conversations, in slots that are reused, with their timers.
struct TalkTable {
  /// A timer's talk; the generation tells whether the slot still holds it.
  private struct Alarm: Sendable {
    let place: UInt32
    let generation: UInt32
    let due: MonotonicTime
  }

  private var talks: [Talk?] = []
  private var free: [UInt32] = []
  private var timers = TimerHeap<Alarm>()
  private var generation: UInt32 = 0
  /// Talks that wait for a descriptor, first come first served; some may be over already.
  private var starved: [UInt32] = []
  private var starvedHead = 0

  /// Puts a new conversation in.
  mutating func add(_ order: TalkOrder, now: MonotonicTime) -> UInt32 {
    generation &+= 1
    let place = free.popLast() ?? UInt32(talks.count)
    if Int(place) == talks.count { talks.append(nil) }
    talks[Int(place)] = Talk(
      order: order, target: order.conversation.target.judged, generation: generation, startedAt: now)
    return place
  }

  /// Takes a conversation out.
  mutating func remove(_ place: UInt32) -> Talk? {
    guard let talk = talks[Int(place)] else { return nil }
    talks[Int(place)] = nil
    free.append(place)
    return talk
  }

  /// The conversation at `place`.
  subscript(place: UInt32) -> Talk? {
    get { talks[Int(place)] }
    _modify { yield &talks[Int(place)] }
  }

  /// Where the conversation with this number is.
  func place(of id: UInt64) -> UInt32? {
    talks.firstIndex { $0?.order.id == id }.map(UInt32.init)
  }

  /// The places of all conversations.
  var places: [UInt32] { talks.indices.filter { talks[$0] != nil }.map(UInt32.init) }

  /// Sets when something happens to the talk by itself.
  mutating func setDue(_ place: UInt32, _ due: MonotonicTime) {
    guard let talk = talks[Int(place)] else { return }
    talks[Int(place)]?.due = due
    if due < talk.armed { arm(place, due, talk.generation) }
  }

  private mutating func arm(_ place: UInt32, _ due: MonotonicTime, _ generation: UInt32) {
    talks[Int(place)]?.armed = due
    timers.add(Alarm(place: place, generation: generation, due: due), due: due)
  }

  /// The next talk whose moment has come.
  mutating func popDue(_ now: MonotonicTime) -> UInt32? {
    while let alarm = timers.popDue(now) {
      guard let talk = talks[Int(alarm.place)], talk.generation == alarm.generation, talk.armed == alarm.due else {
        continue
      }
      talks[Int(alarm.place)]?.armed = .distantFuture
      if talk.due <= now { return alarm.place }
      arm(alarm.place, talk.due, talk.generation)
    }
    return nil
  }

  /// Queues a talk for a descriptor.
  mutating func starve(_ place: UInt32) {
    starved.append(place)
  }

  /// The next talk that still waits for a descriptor.
  mutating func popStarved() -> UInt32? {
    while starvedHead < starved.count {
      let place = starved[starvedHead]
      starvedHead += 1
      if talks[Int(place)]?.phase == .starved { return place }
    }
    starved.removeAll(keepingCapacity: true)
    starvedHead = 0
    return nil
  }

  /// Whether a talk may be waiting for a descriptor.
  var hasStarved: Bool { starvedHead < starved.count }

  /// When the engine must look at the talks again.
  func nextDue(open: Int, window: DescriptorWindow, now: MonotonicTime) -> MonotonicTime? {
    guard hasStarved else { return timers.nextDue }
    return [timers.nextDue, window.nextChance(open: open, now: now)].compactMap { $0 }.min()
  }
}
