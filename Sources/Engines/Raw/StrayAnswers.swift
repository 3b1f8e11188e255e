// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// Datagrams that came to us from ports that nobody asked, and seem to answer a probe of another port of the same host: TFTP
/// answers so (RFC 1350 §4), and so does a host behind a translation that does not keep its ports.
///
/// Nothing in them proves that, so they are hints: the port that was asked stays what its silence says.
struct StrayAnswers {
  /// As many are remembered; a host needs a few.
  private static let limit = 1 << 16
  /// So many probes of a host are looked at for a datagram: what somebody sends us must cost little.
  private static let mostTargets = 32
  private static let tftp: UInt16 = 69

  /// Probes that a datagram from elsewhere may answer: those of ports whose service is known, or all where they are few.
  let targets: [PortProbe]
  /// Ports that are asked themselves: what comes from there is their own answer, or a second one.
  private let asked: Set<UInt16>
  private var ports: [LateAnswers.Question: UInt16] = [:]

  init(_ work: ScanWork) {
    let probes = work.space.probes.filter { work.techniques[Int($0.technique)].send == .payload }
    let known =
      probes.count <= Self.mostTargets ? probes : probes.filter { DatagramPayload.row(for: $0.port) != nil }
    targets = Array(known.prefix(Self.mostTargets))
    asked = Set(probes.map(\.port))
  }

  /// Whether a datagram from a port is to be looked at.
  func mayAnswer(from source: UInt16) -> Bool { !targets.isEmpty && !asked.contains(source) }

  /// Whether there is none.
  var isEmpty: Bool { ports.isEmpty }

  /// Remembers where an answer came from; the first one of a question counts.
  mutating func keep(_ port: UInt16, instead question: LateAnswers.Question) {
    guard ports.count < Self.limit, ports[question] == nil else { return }
    ports[question] = port
  }

  /// Where a question's answer came from.
  func port(instead question: LateAnswers.Question) -> UInt16? { ports[question] }

  /// The job that a datagram answers, of those of its host that are waited for: the only one, or of several TFTP's, the one
  /// protocol that always answers from elsewhere. Else nobody can say.
  static func choice(_ waiting: [ProbeJob]) -> ProbeJob? {
    waiting.count == 1 ? waiting[0] : waiting.first { $0.port == tftp }
  }
}
