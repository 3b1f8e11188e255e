// SPDX-License-Identifier: GPL-3.0-or-later
import Engines
import NetworkTypes
import ScanLang

/// The way out of a run: events to the reporter, and the facts that decide how it ends.
final class RunOutput {
  private let reporter: any Reporter
  /// What decides the exit status.
  let outcome = OutcomeTally()
  /// Set when nobody reads any more: the run is stopped then.
  private(set) var isClosed = false
  private var said: Set<String> = []

  init(_ reporter: any Reporter) { self.reporter = reporter }

  /// Tells one event.
  func report(_ event: RunEvent) {
    // What was found counts whether or not anybody reads it.
    switch event {
    case .finding(let finding): outcome.add(finding)
    case .expect(let record): outcome.add(record)
    case .error(let record): outcome.isInconclusive(record.handler.isEmpty ? record.text : "a handler failed")
    default: break
    }
    guard !isClosed else { return }
    do throws(OutputClosed) { try reporter.report(event) } catch { isClosed = true }
  }

  /// An error that ends a run or is kept beside it.
  func reportError(_ diagnostic: Diagnostic, code: DiagnosticCode) {
    report(
      .error(
        ErrorRecord(
          code: code.text, text: diagnostic.headline, host: nil, port: nil, count: 1, handler: "",
          diagnostic: diagnostic, causes: [])))
  }

  /// A refusal by the scope: reported once for each text.
  func keepRefusal(_ diagnostic: Diagnostic) {
    guard outcome.rememberRefusal(diagnostic.headline) else { return }
    reportError(diagnostic, code: .outsideScope)
  }

  /// A remark about how scans are done, said once a run.
  func sayOnce(_ remark: String, to session: Session) {
    guard said.insert(remark).inserted else { return }
    session.note("note: " + remark)
  }
}

/// What decides the exit status (language reference, section 7).
final class OutcomeTally {
  private(set) var isRefused = false
  /// A parameter could not be read: nothing ran.
  private(set) var isUsageError = false
  private(set) var hasFailed = false
  private(set) var reasons: [String] = []
  private var refusals: Set<String> = []
  private var worstFinding: FindingLevel?
  private(set) var counters = ProbeCounters()
  private(set) var asked: UInt64 = 0
  private(set) var trusted: UInt64 = 0
  /// How many answers were probably lost.
  private(set) var missed = 0.0
  /// How many may have been.
  private(set) var hidden = HiddenAnswers()
  /// The slowest that a scan had to send, where one had to slow down.
  private(set) var slowed: SlowedSending?
  /// Names and addresses that were looked up.
  var lookups = 0
  /// The hosts that answered the first scan, each once; with those of the others as soon as there are others.
  private var firstHosts: [Address] = []
  private var hosts: Set<Address> = []
  private(set) var open = 0
  /// The targets of the first scan; `nil` once there are others, whose targets may be the same, and of a shard.
  private var onlyTargets: UInt64?
  private var scanCount = 0

  /// Notes why the run cannot be trusted as a whole, each reason once.
  func isInconclusive(_ reason: String) {
    if !reasons.contains(reason) { reasons.append(reason) }
  }

  /// The command line was wrong.
  func refusedAsUsage() { isUsageError = true }

  /// Scope or privilege refused something, judged at the end: before the first packet it is a refusal of the run,
  /// later an error.
  func refused(hadSent: Bool) {
    if hadSent { isInconclusive("the scope refused something") } else { isRefused = true }
  }

  /// Whether the scope refused anything.
  var hasRefusals: Bool { !refusals.isEmpty }

  /// Whether this refusal is new.
  func rememberRefusal(_ text: String) -> Bool { refusals.insert(text).inserted }

  func add(_ finding: FindingRecord) { worstFinding = max(worstFinding ?? finding.level, finding.level) }

  func add(_ record: ExpectRecord) {
    switch record.ok {
    case true?: break
    case false?: hasFailed = true
    case nil: isInconclusive("an expectation could not be judged")
    }
  }

  /// A scan is over.
  func add(_ results: ScanResults) {
    scanCount += 1
    onlyTargets =
      scanCount == 1 && results.shard == nil && results.end != nil ? UInt64(clamping: results.targets.count) : nil
    asked += results.asked
    trusted += results.trusted
    missed += results.missed
    hidden.add(results.hidden)
    addHosts(results.hostsUp)
    open += results.tallies.values.reduce(0) { $0 + Int(clamping: $1.count(.open)) }
    if let counters = results.end?.counters { add(counters) }
    slowed = [slowed, results.end?.slowed].compactMap { $0 }.min { $0.rate < $1.rate }
  }

  /// A run is mostly of one scan: its hosts are told apart already, and a table of them would be the work of a /16 again.
  private func addHosts(_ up: [Address]) {
    if firstHosts.isEmpty, hosts.isEmpty {
      firstHosts = up
    } else {
      hosts.formUnion(firstHosts)
      hosts.formUnion(up)
      firstHosts = []
    }
  }

  /// A follow-up was answered.
  func countAnswer() { counters.received += 1 }

  func add(_ more: ProbeCounters) {
    counters.sent += more.sent
    counters.received += more.received
    counters.retransmitted += more.retransmitted
  }

  /// Share of all triples of the run with a trusted verdict; 1 when nothing was asked.
  var coverage: Double { coverage(missing: missed) }

  /// The least and the largest share that may be true, with a confidence of 95 %, rounded outwards to nine digits.
  var coverageBounds: ClosedRange<Double> {
    let (least, most) = hidden.interval
    guard least < most else { return coverage...coverage }
    let digits = 1e9
    let low = (coverage(missing: most) * digits).rounded(.down) / digits
    let high = (coverage(missing: least) * digits).rounded(.up) / digits
    return min(coverage, low)...max(coverage, min(1, high))
  }

  private func coverage(missing: Double) -> Double {
    asked == 0 ? 1 : max(0, Double(trusted) - missing) / Double(asked)
  }

  var hostsUp: Int { hosts.isEmpty ? firstHosts.count : hosts.count }

  /// How many hosts were asked for, where one scan looked for all of them.
  func targets(_ outcome: RunOutcome) -> UInt64? { outcome == .interrupted ? nil : onlyTargets }

  /// Outcome and exit status: an interrupt before a refusal before a failure before lost coverage.
  func verdict(signal: Int32?, failOn: FindingLevel?) -> (RunOutcome, Int32) {
    if let signal { return (.interrupted, 128 + signal) }
    if isUsageError { return (.refused, 2) }
    if isRefused { return (.refused, 4) }
    let isBad = if let failOn, let worstFinding { worstFinding >= failOn } else { false }
    if hasFailed || isBad { return (.fail, 1) }
    return reasons.isEmpty ? (.pass, 0) : (.inconclusive, 3)
  }
}
