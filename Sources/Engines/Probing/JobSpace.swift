// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// In which order a job space is walked.
public enum ProbeOrder: Hashable, Sendable {
  /// A keyed permutation of the whole space; the same seed gives the same order.
  case random(seed: UInt64)
  /// Target after target, and within a target probe after probe.
  case sequential
}

/// Every (target, probe) pair of a scan, in the order it is to be walked; nothing is materialised.
///
/// Positions count from 0 in walking order and have random access, so a shard or a resumed scan is an index.
public struct JobSpace: Sendable {
  /// The addresses to probe.
  public let targets: TargetSet
  /// Which of the addresses are asked; places of hosts and job numbers count all of them.
  public let hosts: HostChoice
  /// What is asked of each address.
  public let probes: [PortProbe]
  /// The walking order.
  public let order: ProbeOrder
  /// Number of jobs in this shard.
  public let count: UInt64
  /// Number of jobs in all shards together; `UInt64.max` when `overflows`.
  public let total: UInt64
  /// Whether the space is larger than 2^64-1 jobs; such a space must not be scanned.
  public let overflows: Bool

  let permutation: Permutation
  let stride: UInt64
  let offset: UInt64
  let single: Address?

  /// Makes the space of `targets` × `probes`.
  ///
  /// `shard` takes part `index` (counted from 1) of `of` equal parts: every `of`-th position of the common order.
  /// Shards of one scan must share targets, hosts, probes and order.
  public init(
    targets: TargetSet, probes: [PortProbe], order: ProbeOrder, shard: (index: UInt64, of: UInt64)? = nil,
    hosts: HostChoice = .all
  ) {
    let (index, parts) = shard ?? (1, 1)
    precondition(parts >= 1 && (1...parts).contains(index), "shard I of N: 1 <= I <= N")
    let addresses = hosts.count(of: targets.count)
    let product = addresses.multipliedReportingOverflow(by: UInt128(probes.count))
    overflows = product.overflow || product.partialValue > UInt128(UInt64.max)
    total = overflows ? .max : UInt64(product.partialValue)
    self.targets = targets
    self.hosts = hosts
    self.probes = probes
    self.order = order
    stride = parts
    offset = index - 1
    count = total > offset ? (total - offset - 1) / parts + 1 : 0
    single = targets.count == 1 && addresses == 1 ? targets.address(at: 0) : nil
    switch order {
    case .random(let seed): permutation = Permutation(count: total, seed: seed)
    case .sequential: permutation = Permutation.identity(count: total)
    }
  }

  /// The same hosts, order and shard with some of the probes alone, named by their places.
  func with(probes places: [Int]) -> JobSpace {
    JobSpace(
      targets: targets, probes: places.map { probes[$0] }, order: order, shard: (offset + 1, stride), hosts: hosts)
  }

  /// The job at `position` of the walking order, which must be below `count`.
  public func job(at position: UInt64) -> ProbeJob {
    precondition(position < count, "job position out of range")
    let index = permutation[position * stride + offset]
    let width = UInt64(probes.count)
    if let single {
      let probe = probes[Int(truncatingIfNeeded: index)]
      return ProbeJob(index: index, target: single, port: probe.port, technique: probe.technique)
    }
    let (number, remainder) = index.quotientAndRemainder(dividingBy: width)
    let host = hosts.place(of: number)
    let probe = probes[Int(truncatingIfNeeded: remainder)]
    return ProbeJob(
      index: host * width + remainder, target: targets.address(at: host), port: probe.port,
      technique: probe.technique)
  }
}
