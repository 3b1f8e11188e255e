// SPDX-License-Identifier: GPL-3.0-or-later
import CNet

/// What kind of link an interface is on.
struct NetworkInterface: Hashable, Sendable {
  /// The station's own address; zero where the link has none.
  var hardware: HardwareAddress
  /// Whether frames of Ethernet with neighbours to be asked for go over it.
  var isEthernet: Bool
  /// The largest packet, in bytes.
  var mtu: Int

  /// What the kernel says of the interface with this number.
  static func read(_ index: UInt32) -> Result<NetworkInterface, NoRoute> {
    var found = cnet_interface()
    let code = cnet_interface_of(index, &found)
    if code < 0 { return .failure(NoRoute(code: -code)) }
    if found.is_up == 0 { return .failure(NoRoute(code: ENETDOWN)) }
    return .success(
      NetworkInterface(
        hardware: HardwareAddress(kernel: found.hardware), isEthernet: found.kind == 1 && found.has_arp != 0,
        mtu: Int(found.mtu))
    )
  }
}
