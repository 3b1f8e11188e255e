// SPDX-License-Identifier: GPL-3.0-or-later
import CNet
import NetworkTypes

/// When Linux sends a SYN again by itself, with `TCP_SYNCNT` 1, and how long an attempt may wait because of it.
///
/// The first resend leaves after 1 s (RFC 6298, section 2.1) and the attempt is over after 3 s. Since Linux 6.5 another
/// one leaves after 2 s, unless `net.ipv4.tcp_syn_linear_timeouts` is 0 (ip-sysctl). Measured on 6.18: 3 and 2 packets.
struct KernelResends: Hashable, Sendable {
  /// So long before a resend the engine must have decided whether it may leave.
  private static let margin: UInt64 = 20_000_000
  private static let end: UInt64 = 3_000_000_000
  private static let setting = "/proc/sys/net/ipv4/tcp_syn_linear_timeouts"

  /// The longest wait for an answer, in nanoseconds.
  let wait: UInt64
  /// The ages at which an attempt must end unless the gate has let the first, the second, … resend through.
  let limits: [UInt64]

  /// The plan for attempts that wait `timeout`. A timeout that ends within 20 ms before a resend ends before it, so
  /// that one of exactly 1 s needs none.
  init(timeout: ScanDuration, isLinear: Bool) {
    var wait = min(UInt64(clamping: max(timeout.microseconds, 1)).multipliedClamping(by: 1_000), Self.end)
    var limits: [UInt64] = []
    for moment in isLinear ? [1_000_000_000, 2_000_000_000] : [1_000_000_000] as [UInt64] {
      let limit = moment - Self.margin
      if wait > moment { limits.append(limit) } else { wait = min(wait, max(limit, 1)) }
    }
    self.wait = wait
    self.limits = limits
  }

  /// Whether the kernel resends at an even pace, as it does in the network namespace of this thread.
  static func isLinear() -> Bool {
    let number = SystemCall.retrying { cnet_open_to_read(setting) }
    // Kernels without the setting do not know the even pace.
    guard number >= 0 else { return false }
    let file = Descriptor(owning: number)
    var first: UInt8 = 0
    let count = SystemCall.retrying { cnet_read(file.number, &first, 1) }
    return count != 1 || first != UInt8(ascii: "0")
  }
}
