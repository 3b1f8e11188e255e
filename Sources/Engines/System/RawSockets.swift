// SPDX-License-Identifier: GPL-3.0-or-later
import CNet

/// The sockets that need `CAP_NET_RAW`, opened while the process still has it (packet(7), raw(7)).
///
/// None of them receives anything before a scan needs it. Opened once at the start of a run, after which every privilege
/// is given up; an engine takes them over.
public struct RawSockets: ~Copyable, Sendable {
  /// For frames: closing such a socket waits for all processors, tens of milliseconds, so one does for both directions.
  let link: Descriptor
  let ipv4: Descriptor
  /// Absent where the kernel has no IPv6.
  let ipv6: Descriptor?

  /// Opens them; throws the first refusal.
  public init() throws(EngineError) {
    let link = Descriptor(owning: try Self.open(Int32(CNET_RAW_LINK)))
    let ipv4 = Descriptor(owning: try Self.open(Int32(CNET_RAW_IPV4)))
    self.link = link
    self.ipv4 = ipv4
    let number = SystemCall.retrying { cnet_raw_open(Int32(CNET_RAW_IPV6)) }
    ipv6 = number < 0 ? nil : Descriptor(owning: number)
  }

  /// The number of the socket for IPv6, where there is one.
  var ipv6Number: Int32? {
    switch ipv6 {
    case .some(let socket): socket.number
    case .none: nil
    }
  }

  private static func open(_ kind: Int32) throws(EngineError) -> Int32 {
    try SystemCall.run("socket") { cnet_raw_open(kind) }
  }
}

/// What this process may do beyond others, and giving it up.
public enum Privilege {
  /// Whether `CAP_NET_RAW` is in effect; the user's number says nothing about that.
  static var hasNetRaw: Bool { cnet_has_net_raw() == 1 }

  /// Whether raw sockets can be opened. In a user namespace the capability may be in effect and still not count for the
  /// network that the process is in; so they are opened, and closed again.
  public static var hasRawSockets: Bool {
    guard hasNetRaw else { return false }
    do throws(EngineError) {
      _ = try RawSockets()
      return true
    } catch {
      return false
    }
  }

  /// Gives up every capability, and the way back to any. Must be called before other threads are started: each thread
  /// has capabilities of its own, and inherits those of its maker.
  public static func drop() throws(EngineError) {
    try SystemCall.run("capset") { cnet_drop_privileges() }
  }
}
