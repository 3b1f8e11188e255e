// SPDX-License-Identifier: GPL-3.0-or-later
import NetworkTypes

/// `never|only|always STATES [PORTS] [on HOSTS]` with its operands evaluated.
struct PortExpectation {
  /// How ports are judged.
  enum Kind {
    case never, only, always
  }
  let kind: Kind
  /// Alternatives, each a state of its own: `open|filtered` is not `open`.
  let states: [PortState]
  /// `nil` stands for every port that the scan asks.
  let ports: PortSet?
  /// `nil` stands for every target of the scan.
  let hosts: HostOperand?
}

/// What stands behind `on`, held against a scan: names mean what they meant to the scan.
struct HostOperand {
  /// Its addresses in canonical form.
  let set: TargetSet
  /// Names that were no targets of the scan.
  let unknown: [String]
}

/// `waive PORTS [on HOSTS] until DATE because TEXT` with its operands evaluated.
struct Waiver {
  let ports: PortSet
  /// `nil` stands for every target.
  let hosts: HostOperand?
  /// The last day on which it holds, in UTC.
  let until: CalendarDate
  let reason: String

  /// Whether the last day is over.
  func hasExpired(on today: CalendarDate) -> Bool { until < today }
}

/// How an expectation came out, with particulars.
struct Verdict {
  /// Failed before unsure before held: a failure is not hidden by what is not known.
  enum Outcome {
    case held, unsure, failed
  }
  private(set) var outcome = Outcome.held
  /// Failures first, then what is not known, then what was waived.
  private(set) var details: [ExpectDetail] = []
  /// Particulars beyond those listed.
  private(set) var omitted = 0

  /// More particulars than this are only counted.
  static let detailLimit = 100

  /// Worsens the outcome.
  mutating func worsen(to other: Outcome) {
    switch (outcome, other) {
    case (_, .failed): outcome = .failed
    case (.held, .unsure): outcome = .unsure
    default: break
    }
  }

  /// Adds particulars, as many as fit.
  mutating func add(_ more: some Sequence<ExpectDetail>, of total: Int? = nil) {
    var given = 0
    for detail in more {
      given += 1
      if details.count < Self.detailLimit { details.append(detail) } else { omitted += 1 }
    }
    if let total, total > given { omitted += total - given }
  }

  /// What a report says of it.
  var ok: Bool? {
    switch outcome {
    case .held: true
    case .unsure: nil
    case .failed: false
    }
  }
}

extension ExpectDetail {
  /// What a row shows.
  init(_ text: String, _ row: PortRow, _ technique: String) {
    self.init(text)
    (host, port, transport) = (row.host, row.port, row.transport)
    (state, reason, isTrusted) = (row.primary.state, row.primary.reason, row.primary.isTrusted)
    self.technique = technique
  }
}
