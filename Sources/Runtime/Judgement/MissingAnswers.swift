// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes

/// Why pairs that an expectation needs have no answer.
struct MissingAnswers {
  /// Pairs told of together.
  struct Group {
    let count: UInt128
    let example: Address?
    /// The ports, where they are the same for all.
    var ports: PortSet?
    let why: String
    var outcome = Verdict.Outcome.unsure

    init(count: UInt128, example: Address?, why: String, outcome: Verdict.Outcome = .unsure) {
      self.count = count
      self.example = example
      self.why = why
      self.outcome = outcome
    }

    /// All pairs of a space.
    init(space: PairSpace, why: String, outcome: Verdict.Outcome = .unsure) {
      count = space.count
      example = space.boxes.first?.hosts.ranges.first?.first
      ports = space.boxes.count == 1 ? space.boxes[0].ports : nil
      self.why = why
      self.outcome = outcome
    }

    /// One line of a report: how many, of which host for example, and why.
    func detail(in results: ScanResults) -> ExpectDetail {
      let hosts = ports.map { count / UInt128(max(1, $0.count)) }
      let place = example.map { ports == nil ? "such as on \($0)" : "on \($0)" } ?? ""
      let more = hosts.map { $0 > 1 ? " and \($0 - 1) more \($0 == 2 ? "host" : "hosts")" : "" } ?? ""
      let what: String
      if let ports, ports.count <= 20 {
        what = "\(ports.count == 1 ? "port" : "ports") \(ports) \(place)\(more)"
      } else {
        what =
          "\(count) \(count == 1 ? "port" : "ports")\(place.isEmpty ? "" : ", \(place)")\(ports == nil ? "" : more)"
      }
      return ExpectDetail("\(what): \(why)")
    }
  }

  /// Looking for an example gives up behind this many hosts and pairs.
  private static let searchLimit = 100_000

  private let results: ScanResults

  init(_ results: ScanResults) { self.results = results }

  /// The pairs of a space that have no answer, as one group. `trustsCounts` says that ports which are only counted have
  /// theirs also where it is not to be trusted.
  func group(in space: PairSpace, decided: UInt128, trustsCounts: Bool) -> Group {
    Group(count: space.count - decided, example: example(in: space, trustsCounts), why: why)
  }

  /// What kept the scan from an answer.
  private var why: String {
    var reasons: [String] = []
    if let shard = results.shard, shard.of > 1 { reasons.append("another shard than \(shard.index) of \(shard.of)") }
    if !results.skipped.isEmpty { reasons.append("skipped by the script") }
    switch results.end?.cause {
    case .stopped: reasons.append("the scan was stopped")
    case .deadline: reasons.append("the scan reached its deadline")
    case .packetLimit: reasons.append("the packet limit was reached")
    case .failed(let error): reasons.append("the probe engine failed (\(error))")
    case .completed, nil: break
    }
    if let end = results.end, end.refused > 0 { reasons.append("refused by the scope") }
    if let end = results.end, end.sendFailures > 0 { reasons.append("could not be sent") }
    return reasons.isEmpty ? "no answer" : "no answer, " + reasons.joined(separator: "; ")
  }

  /// The first host of a pair without an answer, if it stands near the beginning.
  private func example(in space: PairSpace, _ trustsCounts: Bool) -> Address? {
    let unkept = results.unkept()
    var looked = 0
    for box in space.boxes {
      let ports = box.ports.resolved(bareAs: [.tcp, .udp])
      for host in box.hosts - results.foundDown {
        looked += 1
        if looked > Self.searchLimit { return nil }
        let isDecided = (results.tally(of: host)?.decided ?? 0) >= UInt64(results.askedPorts.count)
        if isDecided, trustsCounts || unkept[host]?.isTrusted ?? true { continue }
        for port in ports {
          looked += 1
          if looked > Self.searchLimit { return nil }
          guard let transport = port.proto else { continue }
          if results.row(PortKey(host: host, port: port.number, transport: transport)) == nil { return host }
        }
      }
    }
    return nil
  }
}
