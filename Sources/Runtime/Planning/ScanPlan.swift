// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// What a playbook would send, worked out without sending anything.
///
/// `packets` are what the send gate counts: probes, their resends, and the SYN segments that the kernel resends with the
/// gate's leave. What the kernel sends by itself once the other side answers stands apart, in `kernel` (decision 0013).
/// Every least and most holds for a run that is not interrupted on a machine that can send; where something cannot be
/// known before the run, the bounds are wider, never wrong.
public struct ScanPlan: Sendable {
  /// The playbook, as the user wrote its name.
  public var script: String
  /// Where traffic may go.
  public var scopeName: String
  /// Every `scan` in the order in which the run reaches it; a nested one follows the scan whose handler starts it.
  public var scans: [PlannedScan] = []
  /// Every follow-up, at the top level and in handlers.
  public var followUps: [PlannedFollowUp] = []
  /// Packets of the whole run, limits of the playbook included.
  public var packets = CountBounds.zero
  /// Packets that the kernel sends by itself, not counting one for each segment of the other side beyond its first.
  public var kernel = CountBounds.zero
  /// Names of hosts that are looked up, as written, each once.
  public var names: [String] = []
  /// What they were found to stand for, where the plan was allowed to ask.
  public var resolved: [(name: String, addresses: [Address])] = []
  /// Look-ups of the system's resolvers, those of `resolve` and `reverse` included.
  public var lookups = CountBounds.zero
  /// The limits in force, as `packets 2M`.
  public var limits: [String] = []
  /// What makes bounds wide, or ends the run early: one sentence each.
  public var notes: [String] = []
}

/// A `scan` of the playbook.
public struct PlannedScan: Sendable {
  /// The syntax node, unique in the program.
  let node: NodeID
  /// `file:line:column`
  public var place: String
  /// The header of the handler that starts it, `nil` at the top level.
  public var handler: String?
  /// How often it is run.
  public var runs: CountBounds
  /// Addresses of one run; names count as at least one address together.
  public var targets: CountBounds
  /// The addresses and names, where they are the same in every run.
  public var targetText: String?
  /// Ports of one target, of both protocols.
  public var ports: CountBounds
  /// The ports, where they are the same in every run.
  public var portText: String?
  /// Probes for each host by which hosts are looked for first; `nil` where all are asked.
  public var searchProbes: UInt64?
  /// What is used, in order.
  public var techniques: [String]
  /// What was asked for and cannot be had without privilege, or in this version.
  public var replaced: [String]
  /// Whether what is used needs raw sockets.
  public var needsPrivilege: Bool
  /// Whether its packets are kept to be saved; nil where nothing saves them.
  public var keepsPackets: Bool?
  /// Resends to a silent port.
  public var retries: Int
  /// Passes that must agree.
  public var confirm: Int
  /// The longest wait for one answer.
  public var timeout: ScanDuration
  /// The ceiling in force, `nil` for none.
  public var rate: Rate?
  /// The ceiling for each host.
  public var ratePerHost: Rate?
  /// Its own time limit.
  public var deadline: ScanDuration?
  /// `random` or `sequential`.
  public var order: String
  /// Part of the target space, `1 of 4`.
  public var shard: String?
  /// Packets of all runs together.
  public var packets: CountBounds
  /// Packets that the kernel sends by itself, of all runs together.
  public var kernel: CountBounds
  /// Microseconds of all runs together: at the rate, and the most as an estimate; follow-ups not included.
  public var time: CountBounds
  /// The most bits a second at the rate, without link layer; `nil` without a rate.
  public var bandwidth: UInt64?
  /// What it does about answers.
  public var handlers: [PlannedHandler]
}

/// A handler of a scan.
public struct PlannedHandler: Sendable {
  /// `on open 443`
  public var header: String
  /// `file:line:column`
  public var place: String
  /// How often it runs, in all runs of its scan.
  public var instances: CountBounds
  /// Packets of one instance, nested scans and their handlers included.
  public var each: CountBounds
}

/// A follow-up, or a look-up, by its place in the playbook.
public struct PlannedFollowUp: Sendable {
  let node: NodeID
  /// `probe`, `banner`, `resolve`, …
  public var name: String
  /// `file:line:column`
  public var place: String
  /// The header of the handler it stands in, `nil` at the top level.
  public var handler: String?
  /// How often it begins.
  public var runs: CountBounds
  /// Packets in all.
  public var packets: CountBounds
  /// Packets that the kernel sends by itself.
  public var kernel: CountBounds
  /// Packets of a single one, at most.
  public var mostEach: UInt64?
}
