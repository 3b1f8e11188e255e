// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// Everything a run tells the outside, in the order in which it is told.
///
/// Events are plain data; what they look like (JSON lines, text) is a `Reporter`'s business. The fields are those
/// of the JSON lines in the command line reference.
public enum RunEvent: Sendable {
  case run(RunHeader)
  case scan(ScanHeader)
  case port(PortRecord)
  case counts(HostCounts)
  case host(HostRecord)
  /// Hosts without a word, counted together.
  case silence(SilenceRecord)
  case emit(EmittedRecord)
  case finding(FindingRecord)
  case expect(ExpectRecord)
  /// What `print` says: one line or several, without a final line end.
  case text(String)
  /// What `show` shows.
  case table(TableRecord)
  case error(ErrorRecord)
  case summary(RunSummary)
}

/// The first line: what runs, under which rules.
public struct RunHeader: Sendable {
  /// Unique name of the run.
  public var id: String
  /// Name of the playbook as the user wrote it.
  public var script: String
  /// When it began.
  public var started: Instant
  /// Version of the program.
  public var version: String
  /// Name of the scope in force.
  public var scopeName: String
  /// Hash of the scope file; `nil` for the default scope.
  public var scopeHash: String?
  /// The operator's ticket, when the scope names one.
  public var scopeTicket: String?
  /// Seed of every random choice.
  public var seed: UInt64
  /// Whether raw sockets may be opened.
  public var isPrivileged: Bool
}

/// A scan begins.
public struct ScanHeader: Sendable {
  /// Number of the scan within the run, from 1.
  public var scan: Int
  /// How many addresses.
  public var targets: UInt64
  /// How many ports each.
  public var ports: UInt64
  /// Names of the techniques in use, primaries first.
  public var techniques: [String]
  /// The target set as a literal, with names resolved and exclusions taken out.
  public var targetText: String
  /// Names and the addresses they resolved to, by name.
  public var resolved: [(name: String, addresses: [Address])]
}

/// A port with a verdict.
public struct PortRecord: Sendable {
  /// Number of the scan.
  public var scan: Int
  /// Where.
  public var host: Address
  /// Name under which the host was asked for, if any.
  public var name: String?
  /// Port number.
  public var port: UInt16
  /// Transport.
  public var transport: TransportProtocol
  /// Verdict of the primary technique.
  public var state: PortState
  /// Why.
  public var reason: Reason
  /// Name of the primary technique.
  public var technique: String
  /// IANA service name of the port number, if known.
  public var service: String?
  /// Time to live of the answer; `nil` where the engine cannot see it.
  public var ttl: UInt8?
  /// Microseconds from probe to answer; `nil` without an answer.
  public var rtt: Int64?
  /// Probes sent, counting from 1.
  public var tries: Int
  /// Second opinions: technique name and state, in the order asked.
  public var by: [(technique: String, state: PortState)]
  /// The port that seems to have answered for a silent one.
  public var answeredFrom: UInt16?
}

/// Ports of one host that carry no news: counted, not listed.
public struct HostCounts: Sendable {
  /// Number of the scan.
  public var scan: Int
  /// Where.
  public var host: Address
  /// How many are plain closed, and why (the commonest reason).
  public var closed: UInt64
  /// The commonest reason of the closed ones.
  public var closedReason: Reason?
  /// How many are plain filtered.
  public var filtered: UInt64
  /// The commonest reason of the filtered ones.
  public var filteredReason: Reason?
}

/// Hosts of a large target set that said nothing at all: counted together.
public struct SilenceRecord: Sendable {
  /// Number of the scan.
  public var scan: Int
  /// How many hosts.
  public var hosts: UInt64
  /// How many of their ports, all of them filtered for want of an answer.
  public var filtered: UInt64
}

/// A host that answered, or did not.
public struct HostRecord: Sendable {
  /// Number of the scan.
  public var scan: Int
  /// Where.
  public var host: Address
  /// Name under which it was asked for, if any.
  public var name: String?
  /// Whether anything came back.
  public var isUp: Bool
  /// The answer that showed it.
  public var reason: Reason
  /// Smallest round trip seen, microseconds.
  public var rtt: Int64?
  /// What answers in the place of its services, if that shows.
  public var proxy: AnsweringProxy?
}

/// A field of an emitted record or a finding, already a JSON text and a display text.
public struct FieldRecord: Sendable {
  /// Its name.
  public var name: String
  /// Its value as JSON.
  public var json: String
  /// Its value as the language prints it, safe for a terminal.
  public var text: String
}

/// What `emit` said.
public struct EmittedRecord: Sendable {
  /// The kind.
  public var kind: String
  /// Host and port of the handler instance that said it.
  public var host: Address?
  /// Port number.
  public var port: UInt16?
  /// The fields in order.
  public var fields: [FieldRecord]
}

/// How bad a finding is, from harmless to worst.
public enum FindingLevel: String, Sendable, CaseIterable, Comparable {
  case info, low, medium, high, critical

  /// Levels order by severity.
  public static func < (left: FindingLevel, right: FindingLevel) -> Bool { left.rank < right.rank }

  /// 0 for `info` to 4 for `critical`.
  var rank: Int {
    switch self {
    case .info: 0
    case .low: 1
    case .medium: 2
    case .high: 3
    case .critical: 4
    }
  }
}

/// What `finding` said.
public struct FindingRecord: Sendable {
  /// How bad.
  public var level: FindingLevel
  /// What, safe for a terminal.
  public var text: String
  /// Where.
  public var host: Address?
  /// Port number.
  public var port: UInt16?
  /// Transport of the port.
  public var transport: TransportProtocol?
  /// Further facts.
  public var fields: [FieldRecord]
}

/// An expectation was judged.
public struct ExpectRecord: Sendable {
  /// How it came out; `nil` is inconclusive.
  public var ok: Bool?
  /// The message, or the expectation as written.
  public var text: String
  /// Particulars, one line each.
  public var detail: [ExpectDetail]
  /// Particulars beyond those in `detail`.
  public var omitted = 0
  /// Where it stands: `file:line:column`.
  public var place: String
  /// Whether a baseline was written in place of a judgement (`--accept`).
  public var isAccepted = false
}

/// One particular of how an expectation came out: a port that it is about, or a remark.
public struct ExpectDetail: Sendable, Hashable {
  /// What is so, safe for a terminal: `is open (syn-ack, connect)`.
  public var text: String
  /// Where.
  public var host: Address?
  /// Port number.
  public var port: UInt16?
  /// Transport of the port.
  public var transport: TransportProtocol?
  /// The state found.
  public var state: PortState?
  /// Why.
  public var reason: Reason?
  /// Name of the technique that says so.
  public var technique: String?
  /// Whether the answer can be trusted.
  public var isTrusted: Bool?

  /// A remark about no port.
  public init(_ text: String) { self.text = text }
}

/// A table to show.
public struct TableRecord: Sendable {
  /// A cell: text and, for states, the state that colours it.
  public struct Cell: Sendable {
    /// Safe for a terminal.
    public var text: String
    /// Colours the cell on a terminal.
    public var state: PortState?
    /// Numbers stand to the right.
    public var isNumber: Bool
    /// Makes a cell.
    public init(text: String, state: PortState? = nil, isNumber: Bool = false) {
      self.text = text
      self.state = state
      self.isNumber = isNumber
    }
  }
  /// Column headings.
  public var columns: [String]
  /// Cells by row.
  public var rows: [[Cell]]

  /// Makes a table.
  public init(columns: [String], rows: [[Cell]]) {
    self.columns = columns
    self.rows = rows
  }
}

/// An error that the run survived, counted.
public struct ErrorRecord: Sendable {
  /// Code of its diagnostic: `S0610`.
  public var code: String
  /// What happened, safe for a terminal.
  public var text: String
  /// Where it happened first.
  public var host: Address?
  /// Port number.
  public var port: UInt16?
  /// How often.
  public var count: Int
  /// Which handler: `on open 443`; empty at top level.
  public var handler: String
  /// The diagnostic to be rendered on standard error.
  public var diagnostic: Diagnostic?
  /// Different causes with their counts, commonest first (for one aggregated warning).
  public var causes: [(text: String, count: Int)]
  /// When it happened there, if that is known.
  public var time: Instant?
}

/// How a run ended, before it becomes an exit status.
public enum RunOutcome: String, Sendable {
  case pass, fail, inconclusive, refused, interrupted
}

/// The last line.
public struct RunSummary: Sendable {
  /// Pass, fail or inconclusive.
  public var outcome: RunOutcome
  /// Exit status.
  public var exit: Int32
  /// Packets (connect: attempts) sent.
  public var sent: UInt64
  /// Answers received.
  public var received: UInt64
  /// Resends among the sent ones.
  public var retransmitted: UInt64
  /// Wall time in microseconds.
  public var elapsed: Int64
  /// Share of (target, port, technique) with a trusted verdict, 0 to 1; 1 when nothing was asked.
  public var coverage: Double
  /// Hosts that answered.
  public var hostsUp: Int
  /// Hosts that were asked for, where the run was one whole scan.
  public var targets: UInt64?
  /// Open ports.
  public var open: Int
  /// Why it is inconclusive, one line each.
  public var reasons: [String]
  /// How many answers were probably lost on the way, as far as the loss was measured; `coverage` reckons with it.
  public var missed: UInt64 = 0
  /// Names and addresses that the system's resolvers were asked for.
  public var lookups: UInt64 = 0
  /// The 95 % interval of the coverage, which reckons with what loss may have hidden; `nil` where it is `coverage` alone.
  public var coverageBounds: ClosedRange<Double>?
  /// Whether the loss was measured where it can hide something; otherwise each silent verdict may be a lost answer.
  public var isLossMeasured = true
  /// That some scan sent more slowly than it might have, and why; the slowest.
  public var slowed: SlowedSending?
}

/// Receives events on the interpreter's thread, one at a time, in order.
public protocol Reporter: AnyObject {
  /// Takes one event. Throws `OutputClosed` when nobody reads any more.
  func report(_ event: RunEvent) throws(OutputClosed)
}

/// Whoever read standard output has gone away.
public struct OutputClosed: Error {
  /// Makes the error.
  public init() {}
}
