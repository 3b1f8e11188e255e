// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// What one connection attempt may put on the wire, and how long it is waited for: what a plan counts with.
///
/// The same rule (`KernelResends`) decides what the connect engine asks the gate for, so the two cannot drift apart.
public struct AttemptTraffic: Hashable, Sendable {
  /// The most SYN segments of the attempt: its own and those that the kernel resends with the gate's leave.
  public let mostPackets: UInt64
  /// The longest wait for an answer.
  public let wait: ScanDuration

  /// An attempt that waits at most `timeout`, on a kernel that resends at an even pace or not.
  public init(timeout: ScanDuration, kernelIsLinear: Bool) {
    let resends = KernelResends(timeout: timeout, isLinear: kernelIsLinear)
    mostPackets = 1 + UInt64(resends.limits.count)
    wait = ScanDuration(microseconds: Int64(clamping: resends.wait / 1_000))
  }

  /// Whether this kernel resends SYN segments at an even pace (`net.ipv4.tcp_syn_linear_timeouts`).
  public static var kernelIsLinear: Bool { KernelResends.isLinear() }

  /// Tries beyond this many resends are not made, whatever a scan asks for.
  public static let mostRetries = ProbeScheduler.mostRetries
}
