// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// The `json` results format: all that is known of one scan as one JSON document (docs/formats.md).
///
/// The order is that of addresses and ports, so the same results give the same bytes. Ports that are worth a line of
/// their own stand one on a line; plain closed and filtered ones with the same evidence stand together, without their
/// round-trip times.
enum ResultsDocument {
  /// What the member `format` says.
  static let format = "scan results"
  /// Grows when a member changes its meaning or goes.
  static let schema = 1

  /// The document of some results.
  static func text(of results: ScanResults, _ stores: ResultStores) -> [UInt8] {
    ResultsDocumentWriter(results: results, stores: stores).bytes()
  }
}

/// Writes the document of one scan's results.
private struct ResultsDocumentWriter {
  let results: ScanResults
  let stores: ResultStores

  func bytes() -> [UInt8] {
    var writer = JSONWriter(indentation: 1)
    writer.beginObject()
    writer.member("format", ResultsDocument.format)
    writer.member("schema", ResultsDocument.schema)
    writer.member("started", results.started?.description)
    writer.key("scan")
    writer.raw(line { writeScan(&$0) })
    writer.key("course")
    writer.raw(line { writeCourse(&$0) })
    writer.key("names")
    writer.beginObject()
    for (address, name) in results.hostNames.sorted(by: { $0.key < $1.key }) {
      writer.key(address.description)
      writer.string(name)
    }
    writer.endObject()
    writeHosts(&writer)
    writeFindings(&writer)
    writeEmitted(&writer)
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  /// An object on one line.
  private func line(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    body(&writer)
    writer.endObject()
    return writer.text
  }

  // MARK: The scan

  private func writeScan(_ writer: inout JSONWriter) {
    writer.member("targets", results.targets.description)
    writer.member("ports", results.askedPorts.description)
    writer.key("techniques")
    writer.beginArray()
    for technique in results.techniques {
      writer.beginObject()
      writer.member("name", technique.name)
      writer.member("protocol", technique.transport.description)
      writer.endObject()
    }
    writer.endArray()
    writer.member("keep", results.keepsAll ? "all" : "open")
    if let shard = results.shard {
      writer.key("shard")
      writer.beginArray()
      writer.int(shard.index)
      writer.int(shard.of)
      writer.endArray()
    }
  }

  private func writeCourse(_ writer: inout JSONWriter) {
    let end = results.end ?? EngineEnd(cause: .stopped, undecided: 0)
    writer.member("end", Self.word(of: end.cause))
    writer.key("conclusive")
    writer.bool(results.isConclusive)
    writer.member("asked", results.asked)
    writer.member("trusted", results.trusted)
    writer.member("sent", end.counters.sent)
    writer.member("received", end.counters.received)
    writer.member("retransmitted", end.counters.retransmitted)
    writer.member("elapsed_us", results.elapsed)
    if results.missed > 0 {
      writer.key("missed")
      writer.double(results.missed)
    }
    if end.sendFailures > 0 { writer.member("unsent", end.sendFailures) }
    if end.refused > 0 { writer.member("refused", end.refused) }
    if !results.foundDown.isEmpty { writer.member("down", results.foundDown.description) }
    if !results.skipped.isEmpty {
      writer.member("skipped", TargetSet(ranges: results.skipped.map { AddressRange($0) }).description)
    }
  }

  static func word(of cause: EngineEnd.Cause) -> String {
    switch cause {
    case .completed: "completed"
    case .stopped: "stopped"
    case .deadline: "deadline"
    case .packetLimit: "packet limit"
    case .failed: "failed"
    }
  }

  // MARK: Hosts

  private func writeHosts(_ writer: inout JSONWriter) {
    writer.key("hosts")
    writer.beginArray()
    let unkept = results.unkept()
    results.forEachHost { writeHost($0, $1, $2, unkept[$0], &writer) }
    writer.endArray()
  }

  private func writeHost(
    _ address: Address, _ tally: HostTally, _ rows: ArraySlice<UInt32>, _ unkept: ScanResults.Unkept?,
    _ writer: inout JSONWriter
  ) {
    writer.beginObject()
    writer.member("host", address.description)
    writer.member("state", tally.upReason == nil ? "down" : "up")
    writer.member("reason", results.hostReason(address).word)
    writer.member("rtt_us", tally.smallestRTT)
    if let proxy = results.proxy(of: address, tally) { writer.member("proxy", proxy.rawValue) }
    let (single, rest) = split(rows)
    if !single.isEmpty {
      writer.key("ports")
      writer.beginArray()
      for number in single { writer.raw(line { writePort(number, &$0) }) }
      writer.endArray()
    }
    if !rest.isEmpty {
      writer.key("rest")
      writer.beginArray()
      for group in rest { writer.raw(line { writeGroup(group, &$0) }) }
      writer.endArray()
    }
    if unkept != nil { writeCounted(tally, rows, &writer) }
    writer.endObject()
  }

  /// Ports with a line of their own, and the others by what is known of them.
  private func split(_ rows: ArraySlice<UInt32>) -> (single: [UInt32], rest: [[UInt32]]) {
    var single: [UInt32] = []
    var rest: [[UInt32]] = []
    var places: [GroupKey: Int] = [:]
    for number in rows {
      let row = results.rows[Int(number)]
      guard !row.primary.state.isNews, results.service(of: row) == ServiceNames.name(of: row.port, row.transport) else {
        single.append(number)
        continue
      }
      let key = GroupKey(row, results.opinions(on: number))
      if let place = places[key] {
        rest[place].append(number)
      } else {
        places[key] = rest.count
        rest.append([number])
      }
    }
    return (single, rest)
  }

  private func writePort(_ number: UInt32, _ writer: inout JSONWriter) {
    let row = results.rows[Int(number)]
    writer.member("port", row.port)
    writer.member("protocol", row.transport.description)
    writeEvidence(row.primary, &writer)
    if row.primary.rtt >= 0 { writer.member("rtt_us", row.primary.rtt) }
    writer.member("service", results.service(of: row))
    writeOpinions(results.opinions(on: number), withTimes: true, &writer)
  }

  private func writeGroup(_ numbers: [UInt32], _ writer: inout JSONWriter) {
    let rows = numbers.map { results.rows[Int($0)] }
    writer.member(
      "ports",
      PortSet(ranges: rows.map { PortRange($0.port...$0.port, $0.transport) }).description)
    writeEvidence(rows[0].primary, &writer)
    writeOpinions(results.opinions(on: numbers[0]), withTimes: false, &writer)
  }

  private func writeEvidence(_ evidence: Evidence, _ writer: inout JSONWriter) {
    writer.member("state", evidence.state.description)
    writer.member("reason", evidence.reason.word)
    writer.member("technique", results.techniques[Int(evidence.technique)].name)
    if evidence.ttl > 0 { writer.member("ttl", evidence.ttl) }
    writer.member("tries", evidence.tries)
    if !evidence.flags.isEmpty {
      writer.member("flags", evidence.flags.description)
      writer.member("window", evidence.window)
      if let mss = evidence.options.mss { writer.member("mss", mss) }
      if !evidence.options.isNone { writer.strings("options", evidence.options.names) }
    }
    if let port = evidence.answeredFrom { writer.member("answered_from", port) }
    if !evidence.isTrusted {
      writer.key("trusted")
      writer.bool(false)
    }
  }

  private func writeOpinions(_ opinions: [Evidence], withTimes: Bool, _ writer: inout JSONWriter) {
    guard !opinions.isEmpty else { return }
    writer.key("by")
    writer.beginArray()
    for opinion in opinions {
      writer.beginObject()
      writeEvidence(opinion, &writer)
      if withTimes, opinion.rtt >= 0 { writer.member("rtt_us", opinion.rtt) }
      writer.endObject()
    }
    writer.endArray()
  }

  /// Ports that `keep open` only counted, by state.
  private func writeCounted(_ tally: HostTally, _ rows: ArraySlice<UInt32>, _ writer: inout JSONWriter) {
    var counts = tally.counts
    var untrusted = tally.untrusted
    for number in rows {
      let evidence = results.rows[Int(number)].primary
      counts[evidence.state.rawValue, default: 1] -= 1
      if !evidence.isTrusted { untrusted -= 1 }
    }
    writer.key("counted")
    writer.raw(
      line { writer in
        for (state, count) in counts.sorted(by: { $0.key < $1.key }) where count > 0 {
          writer.key(PortState(rawValue: state).description)
          writer.int(count)
        }
        if untrusted > 0 { writer.member("untrusted", untrusted) }
      })
  }

  // MARK: What handlers said

  private func writeFindings(_ writer: inout JSONWriter) {
    writer.key("findings")
    writer.beginArray()
    for finding in results.findings {
      writer.raw(
        line { writer in
          writer.member("level", finding.level.rawValue)
          writer.member("text", finding.text)
          writer.member("host", finding.host?.description)
          writer.member("port", finding.port)
          writer.member("protocol", finding.transport?.description)
          writer.key("fields")
          writer.beginObject()
          for field in finding.fields {
            writer.key(field.name)
            writer.raw(field.json)
          }
          writer.endObject()
        })
    }
    writer.endArray()
  }

  private func writeEmitted(_ writer: inout JSONWriter) {
    writer.key("emitted")
    writer.beginArray()
    for record in results.emitted {
      writer.raw(
        line { writer in
          writer.member("kind", record.kind)
          writer.member("host", record.host?.description)
          writer.member("port", record.port)
          writer.key("fields")
          record.value.write(to: &writer, stores)
        })
    }
    writer.endArray()
  }
}

/// What ports share that stand together in the document.
private struct GroupKey: Hashable {
  /// The evidence of one technique without its times.
  struct Part: Hashable {
    let state: PortState
    let reason: Reason
    let technique: UInt8
    let ttl: UInt8
    let tries: UInt8
    let flags: TCPFlags
    let window: UInt16
    let options: TCPOptions
    let isTrusted: Bool

    init(_ evidence: Evidence) {
      (state, reason, technique, ttl) = (evidence.state, evidence.reason, evidence.technique, evidence.ttl)
      (tries, flags, isTrusted) = (evidence.tries, evidence.flags, evidence.isTrusted)
      window = evidence.flags.isEmpty ? evidence.answeredFrom ?? 0 : evidence.window
      options = evidence.flags.isEmpty ? .none : evidence.options
    }
  }
  let parts: [Part]

  init(_ row: PortRow, _ opinions: [Evidence]) { parts = [Part(row.primary)] + opinions.map(Part.init) }
}
