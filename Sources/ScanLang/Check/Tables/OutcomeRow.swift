// SPDX-License-Identifier: GPL-3.0-or-later

/// An exit status of `scan run` (language reference, section 7).
public struct OutcomeRow: Sendable {
  /// The status.
  public let status: Int
  /// Its name.
  public let title: String
  /// When it is given.
  public let documentation: String

  /// In the order of the reference. Where several hold: 130, then 2 or 4, then 1, then 3.
  public static let all: [OutcomeRow] = [
    OutcomeRow(status: 0, title: "pass", documentation: "Everything was asked, and every expectation holds."),
    OutcomeRow(
      status: 1, title: "fail",
      documentation: "An expectation failed, or there is a finding at or above the level of `--fail-on`."),
    OutcomeRow(
      status: 2, title: "mistake",
      documentation: "Usage, syntax or check error; nothing was sent. `scan check FILE` shows all of them."),
    OutcomeRow(
      status: 3, title: "inconclusive",
      documentation: """
        A limit, a deadline, lost coverage, an error in a handler, at top level or in an engine: what is known is \
        reported, and it is not enough for a judgement.
        """),
    OutcomeRow(
      status: 4, title: "refused",
      documentation: "Scope or privilege refused the run before anything was sent."),
    OutcomeRow(
      status: 75, title: "busy",
      documentation: """
        This playbook is running already. Kept for that: this version does not look for other runs, and never gives it.
        """),
    OutcomeRow(
      status: 129, title: "hung up", documentation: "SIGHUP ended the run; what was known is reported."),
    OutcomeRow(
      status: 130, title: "interrupted", documentation: "Ctrl-C ended the run; what was known is reported."),
    OutcomeRow(
      status: 141, title: "closed pipe", documentation: "Nobody read the output to its end."),
    OutcomeRow(
      status: 143, title: "terminated", documentation: "SIGTERM ended the run; what was known is reported."),
  ]
}
