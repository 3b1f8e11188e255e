// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

extension ProbeJob {
  /// The address that packets really go to: an IPv4 address written as an IPv6 one is probed by IPv4.
  var wireTarget: Address { target.isV4 ? target : target.canonical }
}
