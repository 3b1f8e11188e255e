// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes
import ScanLang

/// The report at the end of a run for people: hosts, records, findings, expectations, one summary line.
struct TextReport {
  /// What is reported.
  let account: RunAccount
  /// How the run ended.
  let summary: RunSummary
  /// Columns that lines are kept within.
  var width = 80
  /// Colours.
  var style = TerminalStyle.plain
  /// Whether hosts without an answer have lines of their own, however many there are.
  var isVerbose = false

  /// The whole report as lines, none at all where a run passed and there is nothing to say.
  func lines() -> [String] {
    if account.isEmpty, summary.outcome == .pass { return [] }
    let sections = [headLines()] + scanSections() + [recordLines(), findingLines(), expectationLines()]
    var lines: [String] = []
    for section in sections + [endLines()] where !section.isEmpty {
      if !lines.isEmpty { lines.append("") }
      lines += section
    }
    return lines
  }

  /// The report on one entry of a session, which runs on.
  func entryLines(hasScanned: Bool) -> [String] {
    let sections = [recordLines(), findingLines(), expectationLines()].flatMap { $0 }
    // What went wrong was told when it happened.
    let reasons = summary.outcome == .inconclusive && hasScanned ? reasonLines() : []
    return sections + reasons + (hasScanned ? summaryLines() : [])
  }

  // MARK: What ran

  /// Script, time and scope: whoever finds the report later must know under which permission it was made.
  private func headLines() -> [String] {
    guard let header = account.header else { return [] }
    var scope = "scope \(header.scopeName)"
    if let ticket = header.scopeTicket { scope += " (\(ticket))" }
    if let hash = header.scopeHash { scope += " \(Self.shortened(hash))" }
    let parts = [header.script, "\(header.started)", scope, "seed \(header.seed)"]
    return wrapped(parts.joined(separator: ", "), indent: 0).map { style.paint($0, .faint) }
  }

  /// The first 12 digits of a hash behind its name.
  private static func shortened(_ hash: String) -> String {
    let parts = hash.split(separator: ":", maxSplits: 1)
    guard let digits = parts.last else { return hash }
    return parts.dropLast().map { "\($0):" }.joined() + digits.prefix(12)
  }

  // MARK: The end

  private func endLines() -> [String] { reasonLines() + summaryLines() }

  private func reasonLines() -> [String] {
    // Reasons say why a run is inconclusive; one that failed did so for what stands above.
    let word = summary.outcome == .fail ? RunOutcome.inconclusive.rawValue : summary.outcome.rawValue
    let reasons = summary.reasons.flatMap { wrapped("\(word): \($0)", indent: 2) }
    return reasons + slowedLines()
  }

  private func slowedLines() -> [String] {
    guard let slowed = summary.slowed else { return [] }
    return wrapped("slowed to \(FigureText.short(UInt64(slowed.rate)))/s: \(slowed.cause.text)", indent: 2)
  }

  /// The longest form of the summary that fits, on a narrow terminal on several lines.
  private func summaryLines() -> [String] {
    let forms = [
      summaryText(exact: true, resent: true, answers: true), summaryText(exact: true, resent: false, answers: true),
      summaryText(exact: false, resent: false, answers: true), summaryText(exact: false, resent: false, answers: false),
      summaryText(exact: false, resent: false, answers: false, sent: coverageDoubt == nil),
      summaryText(exact: false, resent: false, answers: false, bounds: false),
    ]
    let fitting = forms.first { TerminalText.width($0) <= width }
    let lines = fitting.map { [$0] } ?? wrapped(forms[2], indent: 0)
    let word = summary.outcome.rawValue
    return [style.outcome(summary.outcome, word) + lines[0].dropFirst(word.utf8.count)] + lines.dropFirst()
  }

  private func summaryText(exact: Bool, resent: Bool, answers: Bool, sent: Bool = true, bounds: Bool = true) -> String {
    func figure(_ number: UInt64) -> String { exact ? String(number) : FigureText.short(number) }
    let up = UInt64(clamping: summary.hostsUp)
    // Who did not answer is told of: discovery asks such hosts nothing further.
    let others = summary.targets.flatMap { $0 > up ? " of \(figure($0))" : nil }
    var parts = [
      figure(up) + (others ?? "") + (up == 1 && others == nil ? " host up" : " hosts up"),
      figure(UInt64(clamping: summary.open)) + " open",
    ]
    if sent {
      let again = resent && summary.retransmitted > 0 ? " (\(figure(summary.retransmitted)) again)" : ""
      parts.append(figure(summary.sent) + " sent" + again)
    }
    if answers { parts.append(figure(summary.received) + (summary.received == 1 ? " answer" : " answers")) }
    parts += [FigureText.time(summary.elapsed), "coverage \(FigureText.percent(summary.coverage))"]
    if bounds, let doubt = coverageDoubt { parts[parts.count - 1] += " (\(doubt))" }
    return "\(summary.outcome.rawValue): " + parts.joined(separator: ", ")
  }

  /// What else the coverage may be, where that is not the figure alone.
  private var coverageDoubt: String? {
    if !summary.isLossMeasured { return "loss not measured" }
    guard let bounds = summary.coverageBounds, bounds.lowerBound < bounds.upperBound else { return nil }
    return FigureText.percent(bounds)
  }

  // MARK: Lines

  /// Text within the width, further lines two blanks deeper than the first.
  func wrapped(_ text: String, indent: Int) -> [String] {
    let lines = TextWrapping.lines(TerminalText.sanitized(text), width: width - indent - 2)
    return lines.enumerated().map { index, line in
      String(repeating: " ", count: indent + (index == 0 ? 0 : 2)) + line
    }
  }

  /// `192.0.2.1 443/tcp`, or nothing.
  func place(_ host: Address?, _ port: UInt16?, _ transport: TransportProtocol?) -> String {
    guard let host else { return "" }
    guard let port else { return host.description }
    return "\(host) \(port)" + (transport.map { "/\($0)" } ?? "")
  }
}
