// SPDX-License-Identifier: GPL-3.0-or-later
import ScanLang

/// Makes the progress line: share done, packets a second, answers, open ports, resends, time left.
///
/// It remembers a little of the past to tell the present rate; it never reads the clock.
public struct ProgressMeter: Sendable {
  /// A snapshot of the scans that run.
  public struct Figures: Sendable {
    /// Jobs decided, and jobs in all.
    public var done, total: UInt64
    /// Probes sent, resends included, and answers received.
    public var sent, received: UInt64
    /// Probes that were resends.
    public var retransmitted: UInt64
    /// Open ports found.
    public var open: UInt64
    /// Microseconds since the scan began.
    public var elapsed: Int64
    /// Whether the rate is lower than it might be, since more would be lost.
    public var isSlowed = false

    /// Collects a snapshot.
    public init(
      done: UInt64, total: UInt64, sent: UInt64, received: UInt64, retransmitted: UInt64, open: UInt64, elapsed: Int64
    ) {
      self.done = done
      self.total = total
      self.sent = sent
      self.received = received
      self.retransmitted = retransmitted
      self.open = open
      self.elapsed = elapsed
    }
  }

  /// What is over sooner than this shows no progress.
  private static let patience: Int64 = 1_000_000
  /// So long a scan has gone on when what it did before says how it will go on.
  private static let experience: Int64 = 3_000_000
  /// The rate is that of the last two seconds.
  private static let memory: Int64 = 2_000_000

  private var samples: [(elapsed: Int64, sent: UInt64)] = []
  private var last: Figures?

  /// A meter that has seen nothing.
  public init() {}

  /// The line for this moment within `width` columns; `nil` in the first second.
  public mutating func line(_ figures: Figures, width: Int) -> String? {
    remember(figures)
    return figures.elapsed >= Self.patience ? latest(width: width) : nil
  }

  /// The line for what was noted last, however soon, for who asks; `nil` when nothing was.
  public func latest(width: Int) -> String? {
    guard let figures = last else { return nil }
    var parts: [Part: String] = [
      .share: share(figures), .rate: FigureText.short(rate(figures)) + (figures.isSlowed ? "/s (slowed)" : "/s"),
      .answers: FigureText.short(figures.received) + " answers", .open: FigureText.short(figures.open) + " open",
      .resent: resent(figures),
    ]
    if let left = timeLeft(figures) { parts[.left] = "~" + FigureText.roughTime(left) + " left" }
    var line: String { Part.allCases.compactMap { parts[$0] }.joined(separator: "  ") }
    for part in Part.dispensable where TerminalText.width(line) > width { parts[part] = nil }
    return TextWrapping.prefix(of: line, width: max(1, width))
  }

  /// What the line tells, in its order.
  private enum Part: CaseIterable {
    case share, rate, answers, open, resent, left

    /// What a narrow terminal does without, the first first.
    static let dispensable: [Part] = [.resent, .answers, .rate, .left, .open]
  }

  /// A time as the line has it: `3s`, `3m05s`, `2h07m`.
  public static func time(_ microseconds: Int64) -> String { FigureText.roughTime(microseconds) }

  /// Notes a snapshot, so that the present rate is known when somebody asks.
  public mutating func remember(_ figures: Figures) {
    last = figures
    // Another scan began: its past is not this one's.
    if let last = samples.last, figures.elapsed < last.elapsed || figures.sent < last.sent { samples = [] }
    samples.append((figures.elapsed, figures.sent))
    while samples.count > 2, figures.elapsed - samples[1].elapsed >= Self.memory { samples.removeFirst() }
  }

  private func rate(_ figures: Figures) -> UInt64 {
    let past: (elapsed: Int64, sent: UInt64) =
      samples.first.flatMap { $0.elapsed < figures.elapsed ? $0 : nil } ?? (0, 0)
    let time = UInt64(max(1, figures.elapsed - past.elapsed))
    let sent = (figures.sent - past.sent).multipliedReportingOverflow(by: 1_000_000)
    return sent.overflow ? (figures.sent - past.sent) / max(1, time / 1_000_000) : sent.partialValue / time
  }

  /// Rounded down: 100 % only when all is done. The first percent is told in hundredths: of a slow scan it is all that
  /// is seen for long.
  private func share(_ figures: Figures) -> String {
    guard figures.total > 0 else { return "0%" }
    let share = Double(min(figures.done, figures.total)) / Double(figures.total)
    return share < 0.01 ? FigureText.percent(share) : "\(UInt64(share * 100))%"
  }

  /// Resends tell of silence or loss; which of the two is the scan's to judge.
  private func resent(_ figures: Figures) -> String {
    FigureText.percent(figures.sent > 0 ? Double(figures.retransmitted) / Double(figures.sent) : 0) + " resent"
  }

  /// Extrapolated from the time so far; not said before two percent are done, or of a slow scan enough to go by.
  private func timeLeft(_ figures: Figures) -> Int64? {
    guard figures.done > 0, figures.done < figures.total else { return nil }
    let isKnown = figures.total / figures.done <= 50 || figures.elapsed >= Self.experience && figures.done >= 30
    guard isKnown else { return nil }
    let left = Double(figures.elapsed) / Double(figures.done) * Double(figures.total - figures.done)
    return left.isFinite && left < 1e15 ? Int64(left) : nil
  }
}
