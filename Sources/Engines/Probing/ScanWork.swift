// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// All an engine needs to know to scan: which jobs, by which techniques, how long to wait, how often to ask.
public struct ScanWork: Sendable {
  /// The jobs, in walking order.
  public var space: JobSpace
  /// The techniques that jobs refer to by index.
  public var techniques: [Technique]
  /// Resends to a silent port before its silence is believed.
  public var retries: Int
  /// The longest wait for one answer; measured round trips make the wait shorter, never longer.
  ///
  /// The connect engine waits 0.98 s where this is 0.98 s to 1 s, so that the kernel's own resend of the SYN after 1 s
  /// never leaves. Above 1 s that resend is asked for at the gate and counted as sent and retransmitted; so is a second
  /// one after 2 s on kernels that make it, and 1.98 s to 2 s mean 1.98 s there. Where the gate does not let a resend
  /// through, the wait ends before it, and silence after such a wait is not trusted. An attempt is over after 3 s.
  public var timeout: ScanDuration
  /// The longest the whole scan may take, from `start`.
  public var deadline: ScanDuration?
  /// Passes that must agree on a job's state.
  public var confirm: Int
  /// Time to live (hop limit) of the probes; the system's default when absent.
  public var ttl: UInt8?
  /// Source port of the probes; chosen by the system when absent.
  public var sourcePort: UInt16?
  /// Name of the network interface to send through; chosen by route when absent.
  public var interface: String?

  /// Whether one answer of a host is all that is wanted of it, as when hosts are looked for: jobs that are left of a
  /// host that answered need not be walked, and get no verdict then.
  public var settlesHosts = false

  /// Where the packets are kept that are sent and received raw; nil where nobody wants them.
  public var capture: PacketCapture?

  /// Where it is told what went back and forth; nil where nobody wants to watch.
  public var trace: ExchangeTrace?

  /// Whether it is of interest who sent an ICMP error (`EngineEnd.errorSenders`).
  public var keepsErrorSenders = false

  /// The techniques that some job really uses.
  var usedTechniques: [Technique] {
    let used = Set(space.probes.map(\.technique))
    return techniques.indices.filter { used.contains(UInt8($0)) }.map { techniques[$0] }
  }

  /// Why a scan cannot even begin with an engine that `serves` some techniques; nil where nothing speaks against it.
  func obstacle(serves: (Technique) -> Bool) -> EngineError? {
    if space.overflows { return .spaceTooLarge }
    return usedTechniques.first { !serves($0) }.map { .unsupportedTechnique(name: $0.name) }
  }

  /// Makes a work order; every setting but the jobs and techniques has the language's default.
  public init(
    space: JobSpace, techniques: [Technique], retries: Int = 2,
    timeout: ScanDuration = ScanDuration(microseconds: 1_000_000), deadline: ScanDuration? = nil, confirm: Int = 1,
    ttl: UInt8? = nil, sourcePort: UInt16? = nil, interface: String? = nil
  ) {
    self.space = space
    self.techniques = techniques
    self.retries = retries
    self.timeout = timeout
    self.deadline = deadline
    self.confirm = confirm
    self.ttl = ttl
    self.sourcePort = sourcePort
    self.interface = interface
  }
}
