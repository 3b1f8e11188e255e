// SPDX-License-Identifier: GPL-3.0-or-later
import CNet

/// The header of packets as the "cooked" sockets of Linux see them (LINKTYPE_LINUX_SLL): which way a packet went, the
/// link's kind, its sender's address and the protocol. It is the same for Ethernet, loopback and tun.
enum CookedHeader {
  /// LINKTYPE_LINUX_SLL of the registry of link types.
  static let linkType: UInt16 = 113
  /// Bytes of the header.
  static let length = 16

  /// What `kind` says of a packet that this machine sent (PACKET_OUTGOING).
  static let outgoing: UInt16 = 4

  /// The header of a packet that came from `sender`.
  static func bytes(_ sender: cnet_link_sender, protocol: UInt16) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(length)
    for number in [sender.kind, sender.hardware, min(sender.length, 8)] {
      bytes += [UInt8(number >> 8), UInt8(truncatingIfNeeded: number)]
    }
    withUnsafeBytes(of: sender.address) { bytes += $0 }
    return bytes + [UInt8(`protocol` >> 8), UInt8(truncatingIfNeeded: `protocol`)]
  }

  /// Who sends what leaves through an interface: this machine.
  static func sender(on interface: UInt32) -> cnet_link_sender {
    var found = cnet_interface()
    var sender = cnet_link_sender()
    sender.kind = outgoing
    guard cnet_interface_of(interface, &found) >= 0 else { return sender }
    sender.hardware = UInt16(truncatingIfNeeded: found.kind)
    let hardware = HardwareAddress(kernel: found.hardware).value
    guard hardware != 0 || found.kind == 1 else { return sender }
    sender.length = 6
    withUnsafeMutableBytes(of: &sender.address) { bytes in
      for place in 0..<6 { bytes[place] = UInt8(truncatingIfNeeded: hardware >> (40 - 8 * UInt64(place))) }
    }
    return sender
  }
}
