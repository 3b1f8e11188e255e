// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// What distinguishes one scan's sockets from another's.
struct SocketOptions: Hashable, Sendable {
  /// Time to live, or the system's.
  var ttl: UInt8?
  /// Source port, or the system's choice.
  var sourcePort: UInt16?
  /// Interface, or the route's.
  var interface: String?
}

/// Whom a socket works for.
enum SocketOwner: Hashable, Sendable {
  /// Nobody: the slot holds no socket.
  case none
  /// A scan, between two probes.
  case idle(scan: UInt32)
  /// A scan's probe on its way.
  case probe(scan: UInt32, attempt: AttemptID)
  /// A conversation.
  case talk(UInt32)
}

/// The engine's sockets, in slots that are reused; the one owner of their descriptors.
///
/// A slot's generation changes with each new socket, so that a late readiness report finds nobody.
struct SocketTable: ~Copyable {
  /// One socket.
  private struct Slot {
    var number: Int32 = -1
    var generation: UInt32 = 0
    var owner = SocketOwner.none
    var isWatched = false
    var isV6 = false
  }

  private var slots: [Slot] = []
  private var free: [UInt32] = []
  /// Number of open sockets.
  private(set) var openCount = 0

  /// Opens a non-blocking TCP socket: the slot, or a negated errno and the call that failed.
  mutating func open(v6: Bool, options: SocketOptions, owner: SocketOwner) -> Result<UInt32, EngineError> {
    do {
      let number = try SystemCall.run("socket") { cnet_socket_tcp(v6 ? 1 : 0) }
      let descriptor = Descriptor(owning: number)
      try Self.prepare(number, v6: v6, options: options)
      return .success(adopt(descriptor.release(), v6: v6, owner: owner))
    } catch {
      return .failure(error)
    }
  }

  private static func prepare(_ number: Int32, v6: Bool, options: SocketOptions) throws(EngineError) {
    let family: Int32 = v6 ? 1 : 0
    try SystemCall.run("setsockopt") { cnet_prepare_tcp(number, family) }
    if let ttl = options.ttl {
      try SystemCall.run("setsockopt TTL") { cnet_set_ttl(number, family, Int32(ttl)) }
    }
    if let name = options.interface {
      try SystemCall.run("setsockopt SO_BINDTODEVICE") { cnet_bind_device(number, name) }
    }
    if let port = options.sourcePort, port != 0 {
      try SystemCall.run("bind") { cnet_bind_port(number, family, port) }
    }
  }

  private mutating func adopt(_ number: Int32, v6: Bool, owner: SocketOwner) -> UInt32 {
    openCount += 1
    let slot = free.popLast() ?? UInt32(slots.count)
    if Int(slot) == slots.count { slots.append(Slot()) }
    slots[Int(slot)].number = number
    slots[Int(slot)].generation &+= 1
    slots[Int(slot)].owner = owner
    slots[Int(slot)].isWatched = false
    slots[Int(slot)].isV6 = v6
    return slot
  }

  /// Closes the socket in `slot`; a connection is reset, so that nothing lingers in the kernel.
  mutating func close(_ slot: UInt32) {
    guard slots[Int(slot)].number >= 0 else { return }
    _ = cnet_close(slots[Int(slot)].number)
    slots[Int(slot)].number = -1
    slots[Int(slot)].owner = .none
    free.append(slot)
    openCount -= 1
  }

  /// The kernel's number of the socket in `slot`.
  @inline(__always)
  func number(_ slot: UInt32) -> Int32 { slots[Int(slot)].number }

  /// Whether the socket is of IPv6.
  func isV6(_ slot: UInt32) -> Bool { slots[Int(slot)].isV6 }

  /// Whom the socket works for.
  func owner(_ slot: UInt32) -> SocketOwner { slots[Int(slot)].owner }

  /// Says whom the socket works for from now on.
  @inline(__always)
  mutating func assign(_ slot: UInt32, to owner: SocketOwner) { slots[Int(slot)].owner = owner }

  /// Asks `epoll` for `events` of the socket: 0 or a negated errno.
  mutating func watch(_ slot: UInt32, for events: UInt32, in epoll: borrowing Epoll) -> Int32 {
    let entry = slots[Int(slot)]
    let token = UInt64(entry.generation) << 32 | UInt64(slot)
    let result = epoll.watch(entry.number, for: events, token: token, isNew: !entry.isWatched)
    if result == 0 { slots[Int(slot)].isWatched = true }
    return result
  }

  /// The slot that a readiness report speaks of; `nil` when its socket is gone.
  func slot(for token: UInt64) -> UInt32? {
    let slot = UInt32(truncatingIfNeeded: token)
    guard Int(slot) < slots.count, slots[Int(slot)].generation == UInt32(truncatingIfNeeded: token >> 32) else {
      return nil
    }
    return slots[Int(slot)].number >= 0 ? slot : nil
  }

  deinit {
    for slot in slots where slot.number >= 0 { _ = cnet_close(slot.number) }
  }
}
