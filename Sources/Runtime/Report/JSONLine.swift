// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// What each event looks like as a JSON object: names and order of its members.
enum JSONLine {
  /// Version of the format, in every `run` line; it grows when a member changes its meaning or goes.
  static let schema = 1

  /// Writes the event's object, without a line end.
  static func write(_ event: RunEvent, to writer: inout JSONWriter) {
    writer.beginObject()
    switch event {
    case .run(let header): write(header, to: &writer)
    case .scan(let header): write(header, to: &writer)
    case .port(let record): write(record, to: &writer)
    case .counts(let counts): write(counts, to: &writer)
    case .host(let record): write(record, to: &writer)
    case .silence(let record): write(record, to: &writer)
    case .emit(let record): write(record, to: &writer)
    case .finding(let record): write(record, to: &writer)
    case .expect(let record): write(record, to: &writer)
    case .text(let text): writeOutput(text, to: &writer)
    case .table(let table):
      writeOutput(TableRenderer(width: nil, style: .plain).lines(table).joined(separator: "\n"), to: &writer)
    case .error(let record): write(record, to: &writer)
    case .summary(let summary): write(summary, to: &writer)
    }
    writer.endObject()
  }

  private static func write(_ header: RunHeader, to writer: inout JSONWriter) {
    writer.member("type", "run")
    writer.member("schema", schema)
    writer.member("id", header.id)
    writer.member("script", header.script)
    writer.member("started", header.started.description)
    writer.member("version", header.version)
    writer.key("scope")
    writer.beginObject()
    writer.member("name", header.scopeName)
    writer.member("hash", header.scopeHash)
    if let ticket = header.scopeTicket { writer.member("ticket", ticket) }
    writer.endObject()
    writer.member("seed", header.seed)
    writer.key("privileged")
    writer.bool(header.isPrivileged)
  }

  private static func write(_ header: ScanHeader, to writer: inout JSONWriter) {
    writer.member("type", "scan")
    writer.member("scan", header.scan)
    writer.member("targets", header.targets)
    writer.member("ports", header.ports)
    writer.strings("techniques", header.techniques)
    guard !header.resolved.isEmpty else { return }
    writer.key("resolved")
    writer.beginArray()
    for (name, addresses) in header.resolved {
      writer.beginObject()
      writer.member("name", name)
      writer.strings("addresses", addresses.map(\.description))
      writer.endObject()
    }
    writer.endArray()
  }

  private static func write(_ record: PortRecord, to writer: inout JSONWriter) {
    writer.member("type", "port")
    writer.member("scan", record.scan)
    writer.member("host", record.host.description)
    writer.member("name", record.name)
    writer.member("port", record.port)
    writer.member("protocol", record.transport.description)
    writer.member("state", record.state.description)
    writer.member("reason", record.reason.word)
    writer.member("technique", record.technique)
    writer.member("ttl", record.ttl)
    writer.member("rtt_us", record.rtt)
    writer.member("tries", record.tries)
    writer.key("by")
    writer.beginObject()
    for (technique, state) in record.by {
      writer.key(technique)
      writer.string(state.description)
    }
    writer.endObject()
    if let port = record.answeredFrom { writer.member("answered_from", port) }
  }

  private static func write(_ counts: HostCounts, to writer: inout JSONWriter) {
    writer.member("type", "counts")
    writer.member("scan", counts.scan)
    writer.member("host", counts.host.description)
    writer.member("closed", counts.closed)
    writer.member("filtered", counts.filtered)
  }

  private static func write(_ record: SilenceRecord, to writer: inout JSONWriter) {
    writer.member("type", "silence")
    writer.member("scan", record.scan)
    writer.member("hosts", record.hosts)
    writer.member("filtered", record.filtered)
  }

  private static func write(_ record: HostRecord, to writer: inout JSONWriter) {
    writer.member("type", "host")
    writer.member("scan", record.scan)
    writer.member("host", record.host.description)
    writer.member("state", record.isUp ? "up" : "down")
    writer.member("reason", record.reason.word)
    writer.member("rtt_us", record.rtt)
    if let proxy = record.proxy { writer.member("proxy", proxy.rawValue) }
  }

  private static func write(_ record: EmittedRecord, to writer: inout JSONWriter) {
    writer.member("type", "emit")
    writer.member("kind", record.kind)
    writer.member("host", record.host?.description)
    writer.member("port", record.port)
    writeFields(record.fields, to: &writer)
  }

  private static func write(_ record: FindingRecord, to writer: inout JSONWriter) {
    writer.member("type", "finding")
    writer.member("level", record.level.rawValue)
    writer.member("text", record.text)
    writer.member("host", record.host?.description)
    writer.member("port", record.port)
    writer.member("protocol", record.transport?.description)
    writeFields(record.fields, to: &writer)
  }

  private static func writeFields(_ fields: [FieldRecord], to writer: inout JSONWriter) {
    writer.key("fields")
    writer.beginObject()
    for field in fields {
      writer.key(field.name)
      writer.raw(field.json)
    }
    writer.endObject()
  }

  private static func write(_ record: ExpectRecord, to writer: inout JSONWriter) {
    writer.member("type", "expect")
    writer.key("ok")
    if let ok = record.ok { writer.bool(ok) } else { writer.null() }
    writer.member("text", record.text)
    writer.key("detail")
    writer.beginArray()
    for detail in record.detail { write(detail, to: &writer) }
    writer.endArray()
    if record.omitted > 0 { writer.member("omitted", record.omitted) }
    guard record.isAccepted else { return }
    writer.key("accepted")
    writer.bool(true)
  }

  private static func write(_ detail: ExpectDetail, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("text", detail.text)
    if let host = detail.host { writer.member("host", host.description) }
    if let port = detail.port { writer.member("port", port) }
    if let transport = detail.transport { writer.member("protocol", transport.description) }
    if let state = detail.state { writer.member("state", state.description) }
    if let reason = detail.reason { writer.member("reason", reason.word) }
    if let technique = detail.technique { writer.member("technique", technique) }
    if let isTrusted = detail.isTrusted {
      writer.key("trusted")
      writer.bool(isTrusted)
    }
    writer.endObject()
  }

  private static func writeOutput(_ text: String, to writer: inout JSONWriter) {
    writer.member("type", "output")
    writer.member("text", text)
  }

  private static func write(_ record: ErrorRecord, to writer: inout JSONWriter) {
    writer.member("type", "error")
    writer.member("code", record.code)
    writer.member("text", record.text)
    writer.member("host", record.host?.description)
    writer.member("port", record.port)
    writer.member("count", record.count)
  }

  private static func write(_ summary: RunSummary, to writer: inout JSONWriter) {
    writer.member("type", "summary")
    writer.member("outcome", summary.outcome.rawValue)
    writer.member("exit", summary.exit)
    writer.member("sent", summary.sent)
    writer.member("received", summary.received)
    writer.member("retransmitted", summary.retransmitted)
    writer.member("elapsed_us", summary.elapsed)
    writer.key("coverage")
    writer.double(summary.coverage)
    writer.key("coverage_low")
    writer.double(summary.coverageBounds?.lowerBound ?? summary.coverage)
    writer.key("coverage_high")
    writer.double(summary.coverageBounds?.upperBound ?? summary.coverage)
    writer.member("hosts_up", summary.hostsUp)
    writer.member("open", summary.open)
    writer.member("missed", summary.missed)
    writer.member("lookups", summary.lookups)
    if let slowed = summary.slowed {
      writer.member("slowed_to", UInt64(slowed.rate))
      writer.member("slowed_by", slowed.cause.rawValue)
    }
  }
}
