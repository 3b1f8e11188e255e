// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// The way that packets to an address take.
struct Route: Hashable, Sendable {
  /// The kernel's number of the interface they leave through.
  var interface: UInt32
  /// The router that they are handed to; nil where the target is on the link itself.
  var gateway: Address?
  /// The address they come from.
  var source: Address
  /// Whether the target is this machine.
  var isLocal: Bool
  /// How they leave.
  var exit: Exit

  /// How packets leave.
  enum Exit: Hashable, Sendable {
    /// As Ethernet frames of our own, from this station.
    case frames(hardware: HardwareAddress)
    /// As IP packets that the kernel puts onto the link.
    case packets
  }
}

/// Why there is no way to an address.
struct NoRoute: Error, Hashable, Sendable {
  /// The errno of the refusal.
  var code: Int32
  /// Whether no single station can ever have the address: that is no failure, it is known.
  var isNobody = false
}
