// SPDX-License-Identifier: GPL-3.0-or-later
import CNet

/// What the system lets this process open: each as the errno of the refusal, 0 where it is granted.
///
/// Sockets are opened and closed again; none is bound to an interface and nothing is sent or received.
public struct RawAccess: Hashable, Sendable {
  /// TCP sockets over IPv4, as a connect scan needs them.
  public let tcp4: Int32
  /// TCP sockets over IPv6.
  public let tcp6: Int32
  /// Packet sockets (packet(7)), which need `CAP_NET_RAW`.
  public let packet: Int32
  /// A receive ring of such a socket (`TPACKET_V3`).
  public let ring: Int32
  /// Raw IPv4 sockets (raw(7)), which need it too.
  public let raw4: Int32

  /// Asks the system now.
  public static func look() -> RawAccess {
    RawAccess(
      tcp4: -cnet_try_socket(Int32(CNET_TRY_TCP4)), tcp6: -cnet_try_socket(Int32(CNET_TRY_TCP6)),
      packet: -cnet_try_socket(Int32(CNET_TRY_PACKET)), ring: -cnet_try_socket(Int32(CNET_TRY_RING)),
      raw4: -cnet_try_socket(Int32(CNET_TRY_RAW4)))
  }

  /// As given, for judging a machine that is not there.
  public init(tcp4: Int32, tcp6: Int32, packet: Int32, ring: Int32, raw4: Int32) {
    (self.tcp4, self.tcp6, self.packet, self.ring, self.raw4) = (tcp4, tcp6, packet, ring, raw4)
  }

  /// The system's words for a refusal.
  public static func words(for code: Int32) -> String { SystemCall.message(for: code) }
}
