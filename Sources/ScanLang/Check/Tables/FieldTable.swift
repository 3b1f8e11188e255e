// SPDX-License-Identifier: GPL-3.0-or-later

/// The name of a property; several types may have one of the same name. The raw value is its name in a script.
public enum FieldName: String, CaseIterable, Sendable {
  // Lists, texts, sets, ranges, networks.
  case count, first, last, length, prefix
  // Dates and times.
  case year, month, day, hour, minute, second
  // Port results, observations, replies.
  case host, name, number, port, `protocol`, state, reason, rtt, ttl, tries, technique, service, reply
  case flags, window, mss, options
  case answeredFrom = "answered_from"
  // Hosts and results.
  case address, proxy, hosts, ports, open, closed, filtered, unfiltered
  case openOrFiltered = "open_filtered"
  case closedOrFiltered = "closed_filtered"
  case findings, sent, received, retransmitted, elapsed, coverage, outcome
  // Comparisons of results.
  case opened, changed, before, after
  case hostsUp = "hosts_up"
  case hostsDown = "hosts_down"
  case notCompared = "not_compared"
  // Errors of handlers, findings.
  case handler, text, level, fields
  // What follow-ups give.
  case version, cipher, alpn, certificate, chain, subject, issuer, names, serial
  case notBefore = "not_before"
  case notAfter = "not_after"
  case selfSigned = "self_signed"
  case status, headers, server, location, title, body
  case identification, software, comment, product, banner, evidence
  case reached, hops, code, answers, type, value
}

/// One property of one type: all that the checker, the reference pages and completion know of it.
public struct FieldRow: Sendable {
  /// The type that has it; `.list(.unknown)` stands for every list.
  public let receiver: ValueType
  /// Its name.
  public let name: FieldName
  /// What it gives.
  public let type: ResultRule
  /// One sentence for the reference.
  public let documentation: String

  /// Describes a property.
  public init(_ receiver: ValueType, _ name: FieldName, _ type: ResultRule, _ documentation: String) {
    self.receiver = receiver
    self.name = name
    self.type = type
    self.documentation = documentation
  }

  /// Describes a property that always has the same type.
  init(_ receiver: ValueType, _ name: FieldName, _ type: ValueType, _ documentation: String) {
    self.init(receiver, name, .type(type), documentation)
  }
}

/// All properties: one row each, grouped by file.
public enum FieldTable {
  /// In the order of the reference.
  public static let rows: [FieldRow] = valueRows + portRows + resultRows + comparisonRows + followupRows

  /// The property of a type, `nil` if it has none of that name.
  public static func row(_ receiver: ValueType, _ name: FieldName) -> FieldRow? {
    byReceiver[receiver.shape]?.first { $0.name == name }
  }

  /// All properties of a type.
  public static func rows(of receiver: ValueType) -> [FieldRow] { byReceiver[receiver.shape] ?? [] }

  private static let byReceiver: [ValueType: [FieldRow]] = Dictionary(grouping: rows, by: \.receiver)
}

extension FieldTable {
  /// All fields of a record that engines make.
  public static func rows(of kind: RecordKind) -> [FieldRow] { rows(of: .record(kind)) }
}
